import HTTP
import Packets

/// The cookies of a message, as an HTTP archive lists them.
///
/// What a cookie holds is a secret, and so is what it is called: the value of the whole field is. They
/// are told apart by their hashes, which are the same for the same text within a run.
/// Source: RFC 6265 §4.1.1, §4.2.1, §5.2.
struct HARCookies {
  /// One of them.
  struct Cookie: Equatable {
    var name: String
    var value: String
    var path: String?
    var domain: String?
    /// In the form of RFC 3339.
    var expires: String?
    var isHTTPOnly = false
    var isSecure = false
  }

  let redactor: Redactor

  /// No message has more for a reason.
  private static let most = 200

  /// Those that a request carries.
  func sent(_ fields: HeaderFields) -> [Cookie] {
    let pairs = fields.all("cookie").flatMap { $0.split(separator: ";") }
    return pairs.prefix(Self.most).compactMap { pair(Self.trimmed($0)) }
  }

  /// Those that a response sets, with what it says of them where secrets are written as they are.
  func set(_ fields: HeaderFields) -> [Cookie] {
    fields.all("set-cookie").prefix(Self.most).compactMap { line in
      let parts = line.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
      guard var cookie = parts.first.flatMap({ pair($0) }) else { return nil }
      guard redactor.showsSecrets else { return cookie }
      for part in parts.dropFirst() {
        let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let value = halves.count > 1 ? String(Self.trimmed(halves[1])) : ""
        switch Self.trimmed(halves[0]).lowercased() {
        case "path": cookie.path = value
        case "domain": cookie.domain = value
        case "expires":
          cookie.expires = HTTPDate(value).map { date in
            Moment.text(Timestamp(nanoseconds: date.epochSeconds * 1_000_000_000), digits: 0)
          }
        case "httponly": cookie.isHTTPOnly = true
        case "secure": cookie.isSecure = true
        default: break
        }
      }
      return cookie
    }
  }

  private func pair(_ text: Substring) -> Cookie? {
    guard !text.isEmpty else { return nil }
    let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    // Without a sign of equality all of it is the value, as browsers have it.
    let name = halves.count > 1 ? String(Self.trimmed(halves[0])) : ""
    let value = String(Self.trimmed(halves[halves.count - 1]))
    guard !redactor.showsSecrets else { return Cookie(name: name, value: value) }
    return Cookie(
      name: redactor.replacement(of: name), value: redactor.replacement(of: value))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    let start = text.drop { isBlank($0) }
    return start.lastIndex { !isBlank($0) }.map { start[...$0] } ?? ""
  }
}
