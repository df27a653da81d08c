public import HTTP
public import Phrases
import Transactions

/// Which of several nodes behind one name answered, as far as its response tells.
///
/// Source: RFC 9110 §7.6.3 (Via), RFC 9211 (Cache-Status), RFC 9111 §5.1 (Age); what Fastly,
/// CloudFront and Cloudflare document for X-Served-By, X-Amz-Cf-Pop and CF-Ray.
public struct AnsweringNode: Equatable, Sendable {
  /// Its name, and the field that gives it; `nil` where none does.
  public var name: String?
  /// Whether it answered from its store, as it says, under the name of the field that tells.
  public var cache: String?
  /// How old the answer was, in seconds, as it says.
  public var age: String?
  /// The hops that the answer came through, where the name is from another field.
  public var via: String?

  /// What a header section tells of the node that sent it.
  public init(_ fields: HeaderFields) {
    cache =
      fields.first("x-cache").map { "X-Cache: \($0)" }
      ?? fields.first("cf-cache-status").map { "CF-Cache-Status: \($0)" }
    via = fields.joined("via")
    age = fields.first("age")
    if let status = fields.joined("cache-status") {
      let members = FieldList.elements(of: [status])
      // The list grows on the way to the client: the last one is nearest to it.
      if let last = members.last {
        name = "\(last.prefix { $0 != ";" }) (Cache-Status)"
        if let semicolon = last.firstIndex(of: ";") {
          cache = last[semicolon...].drop { $0 == ";" || $0 == " " }.description
        }
      }
    } else if let last = Self.last(fields.joined("x-served-by")) {
      name = "\(last) (X-Served-By)"
    } else if let last = Self.last(fields.joined("x-amz-cf-pop")) {
      name = "\(last) (X-Amz-Cf-Pop)"
    } else if let last = Self.last(fields.joined("cf-ray")) {
      name = "\(last) (CF-Ray)"
    } else if let last = Self.last(via) {
      name = "\(last) (Via)"
      via = nil
    }
  }

  /// Whether the response tells anything of it.
  public var isTold: Bool { name != nil || cache != nil || age != nil }

  /// The node as part of a sentence: `cache-ams1 (X-Served-By), X-Cache: HIT, Age: 30`.
  public var text: Statement {
    var facts: [Statement] = [name.map { Statement(text: $0) } ?? "a cache"]
    if let cache { facts.append(Statement(text: cache)) }
    if let age { facts.append(Statement(text: "Age: \(age)")) }
    if let via { facts.append(Statement(text: "Via: \(via)")) }
    return facts.joined(separator: ", ")
  }

  private static func last(_ list: String?) -> String? {
    list.flatMap { FieldList.elements(of: [$0]).last }
  }
}

extension RangeExchange {
  /// What its response tells of the node that answered; `nil` where it tells nothing.
  public var answeringNode: AnsweringNode? {
    guard let fields = transaction.response?.head.fields else { return nil }
    let node = AnsweringNode(fields)
    return node.isTold ? node : nil
  }
}
