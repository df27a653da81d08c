import Packets
import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let bodyTruncated = Rule(
    id: "body-truncated", section: .transfer, severity: .error,
    lower: "note when the client itself ended it",
    title: "The connection ended before the promised content",
    references: ["RFC 9112 section 8"],
    explanation: """
      Content-Length, or chunked framing, promised more than came before the connection ended. When \
      the client closed it, that is a choice: players, browsers and accelerators break bodies off \
      all day. When the server did, something failed on its side: a timeout between proxy and \
      origin, a worker killed, a limit on time or size. A cut that lies on a power of two (1 MiB, \
      say) points to a cache that stores files in slices and found that a slice did not fit the \
      others: nginx's slice module does so when the file changed under it. Browsers show \
      ERR_CONTENT_LENGTH_MISMATCH; clients that do not compare lengths keep a short file.
      """,
    hint: """
      Resume from the byte named here, with If-Range; look into the server's error log at the time \
      of the cut.
      """,
    check: .exchange(where: .unfinished) { view in
      let exchange = view.exchange
      guard exchange.clientBrokeOff || exchange.serverBrokeOff,
        let response = exchange.transaction.response
      else { return nil }
      // What was not read may have been a HEAD, whose response has no body whatever it promises.
      guard exchange.request != nil || view.body.extent > 0 else { return nil }
      var frames = response.frames.all.map {
        Evidence.Place(input: $0.input, first: $0.last, last: $0.last)
      }
      if let end = view.connection?.endFrame {
        frames.append(Evidence.Place(input: end.input, first: end.number, last: end.number))
      }
      let expected = view.body.expected
      return Evidence(
        exchange.clientBrokeOff ? .note : .error, frames: frames,
        hint: view.ownHint,
        values: [
          ("expected", expected.map(String.init) ?? "unknown"),
          ("delivered", "\(view.body.delivered)"), ("end", view.body.end.rawValue),
        ],
        """
        In transaction #\(view.id) \(ending(view.body.end)) \(view.place).\(view.resumeAdvice)\
        \(exchange.serverBrokeOff && !(exchange.response?.hasStrongValidator ?? true)
          ? exchange.behaviour(.shortBody) : "")\
        \(exchange.serverBrokeOff ? exchange.answeredBy : "")
        """)
    })
}

extension ExchangeView {
  /// How far the response had come.
  fileprivate var place: Statement {
    if exchange.transaction.response?.head.completeness == .cutOff {
      return "within the head of the response, before its empty line"
    }
    let missing: Statement? =
      body.expected.map { " of \(grouped($0)): \(bytes(max(0, $0 - body.extent))) were missing" }
    return "after \(bytes(body.delivered))\(missing ?? ", before the last chunk")"
  }

  /// What else to do than to resume from the byte that is named.
  fileprivate var ownHint: Statement? {
    if exchange.clientBrokeOff {
      return "Nothing, where the client meant it; else look for a timeout or a limit on its side."
    }
    // No byte is named where none was given a place.
    return exchange.parts.isEmpty
      ? "Ask again; look into the server's error log at the time of the cut." : nil
  }

  /// From which byte a resume would go on, and whether the cut lies where a slicing cache cuts.
  fileprivate var resumeAdvice: Statement {
    guard let end = exchange.parts.last?.upperBound else { return "" }
    let slice = end & -end
    let boundary: Statement =
      exchange.serverBrokeOff && slice >= 65_536
      ? " The cut lies on a multiple of \(grouped(slice / 1024)) KiB, as of a slicing cache." : ""
    return " A resume goes on at byte \(grouped(end)).\(boundary)"
  }
}
