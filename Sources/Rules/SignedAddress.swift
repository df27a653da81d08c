import HTTP
import Phrases
import Ranges
import Transactions

/// What a refused request shows of its signed address having run out, and what is inferred.
extension RangeExchange {
  /// Sentences with a blank before them; nothing where the address is not signed, or the status is
  /// none by which such addresses are refused.
  var signedRefusal: Statement {
    guard let response, [400, 401, 403, 410].contains(response.status), hasSignedAddress else {
      return ""
    }
    return expiry(response) + told
  }

  private func expiry(_ response: RangeResponse) -> Statement {
    guard let expiry = signedExpiry, let late = secondsPastExpiry else {
      return
        """
         Seen: the address is signed; until when it holds cannot be read from it. Inferred: the \
        signature has expired.
        """
    }
    let clock: Statement =
      response.date == nil ? "the time of the capture" : "the Date of this answer"
    let holds: Statement = "\"\(expiry.source)\", so until \(HTTPDate.format(expiry.epochSeconds))"
    return late > 0
      ? """
       Seen: the address says \(holds), and \(clock) is \(plural(Int(clamping: late), "second")) \
      later. Inferred: it was refused for that.
      """
      : """
       Seen: the address says \(holds); by \(clock) it still held. Something else is the reason: \
      what the signature covers (the Range header, the client's address), or who may read it.
      """
  }

  /// What else of the answer bears on it: fields that name an error, and content that is not read.
  private var told: Statement {
    guard let fields = transaction.response?.head.fields else { return "" }
    var facts: [Statement] = []
    for (name, key) in Self.errorFields {
      if let value = fields.joined(key) {
        facts.append(Statement(text: "\(name): \(value.prefix(120))"))
      }
    }
    let size = transaction.body.delivered
    if size > 0 {
      let type: Statement = fields.first("content-type").map { " of \($0.prefix(60))" } ?? ""
      facts.append("\(bytes(size))\(type), in which the server may name the reason (not read here)")
    }
    return facts.isEmpty ? "" : " It came with \(listed(facts))."
  }

  /// Fields by which services name what was wrong.
  ///
  /// Source: their documentation: Amazon, Azure, Google, Alibaba; RFC 9110 §11.6.1.
  private static let errorFields: [(name: String, key: StaticString)] = [
    ("X-Amz-Error-Code", "x-amz-error-code"), ("X-Ms-Error-Code", "x-ms-error-code"),
    ("X-Oss-Ec", "x-oss-ec"), ("WWW-Authenticate", "www-authenticate"),
  ]
}
