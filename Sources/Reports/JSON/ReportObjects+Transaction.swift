import Digests
import HTTP
import Packets
import Ranges
import Transactions

/// Transactions.
extension ReportObjects {
  mutating func writeTransaction(
    _ exchange: RangeExchange, findings: [Int], to json: inout JSONWriter
  ) {
    let transaction = exchange.transaction
    json.member("id", numbers.transaction(transaction.id))
    json.member("connection", numbers.connection(transaction.connection))
    json.member("stream", stream(ofConnection: transaction.connection))
    json.member("client", transaction.client)
    json.member("server", transaction.server)
    json.key("request")
    if let request = transaction.request {
      json.object { json in writeRequest(request, url: exchange.url, to: &json) }
    } else {
      json.null()
    }
    json.key("response")
    if let response = transaction.response {
      json.object { json in writeResponse(response, exchange.response?.contentLength, to: &json) }
    } else {
      json.null()
    }
    json.member("interim", ints: transaction.interim)
    json.key("body")
    json.object(.inline) { json in writeBody(transaction.body, to: &json) }
    json.member("parts", ranges: exchange.parts)
    json.member("unseen", ranges: exchange.unseen)
    json.key("timing")
    json.object(.inline) { json in
      let timing = TransactionTiming(transaction)
      json.member("first_byte_ms", milliseconds: timing.firstByte)
      json.member("total_ms", milliseconds: timing.total)
      json.member("longest_stall_ms", milliseconds: timing.longestStall)
      json.member("longest_stall_cause", timing.longestStallCause?.rawValue)
    }
    json.member("findings", ints: findings.compactMap(numbers.finding))
  }

  private mutating func writeRequest(_ request: Request, url: String, to json: inout JSONWriter) {
    let fields = request.head.fields
    let known = KnownFields(fields)
    json.member("frames", frames: request.frames)
    json.key("time")
    json.time(request.time, digits: digits(request.frames))
    json.member("method", request.head.method)
    json.member("target", request.head.target)
    json.member("url", url)
    json.member("version", request.head.version.description)
    if known.isRepeated(.range) {
      json.member("range", fields.joined("range"))
    } else {
      json.member("range", line: known[.range], fields)
    }
    json.member("if_range", line: known[.ifRange], fields)
    writeFields(fields, to: &json)
  }

  private mutating func writeResponse(
    _ response: Response, _ length: ContentLength?, to json: inout JSONWriter
  ) {
    let fields = response.head.fields
    let known = KnownFields(fields)
    json.member("frames", frames: response.frames)
    json.key("time")
    json.time(response.time, digits: digits(response.frames))
    json.member("status", response.head.status)
    json.member("reason", response.head.reason)
    json.member("version", response.head.version.description)
    if known.isRepeated(.contentRange) {
      json.member("content_range", fields.joined("content-range"))
    } else {
      json.member("content_range", line: known[.contentRange], fields)
    }
    // The one number that all Content-Length fields agree on.
    let agreed = if case .value(let length) = length { length } else { nil as Int? }
    json.member("content_length", agreed)
    json.member("etag", line: known[.etag], fields)
    json.member("last_modified", line: known[.lastModified], fields)
    writeFields(fields, to: &json)
  }

  /// The field lines, as pairs, and the names of those that are not UTF-8.
  private mutating func writeFields(_ fields: HeaderFields, to json: inout JSONWriter) {
    var latin1: [String] = []
    json.key("headers")
    json.array { json in
      guard headers != .none else { return }
      let section = writtenLines.section(of: fields)
      var next = 0
      while next < fields.count {
        let (index, result) = writtenLines.write(from: next, of: fields, section, to: &json)
        next = index + 1
        switch result {
        case .done: return
        case .notASCII: break
        case .unknown:
          if writeLine(index, of: fields, section, to: &json) { continue }
        }
        if fields.isLatin1(at: index) { latin1.append(fields.name(at: index)) }
      }
    }
    json.member("latin1", strings: latin1)
  }

  /// A field line of which nothing is remembered.
  ///
  /// - Returns: Whether nothing more is to be told of it.
  private mutating func writeLine(
    _ index: Int, of fields: HeaderFields, _ section: WrittenLines.Section?,
    to json: inout JSONWriter
  ) -> Bool {
    fields.withLine(at: index) { name, value in
      switch policy.treatment(of: name) {
      case .dropped:
        writtenLines.drop(index, section)
        return true
      case .redacted:
        json.array(.inline) { json in
          json.string(octets: name)
          json.string(redactor.replacement(of: fields.value(at: index)))
        }
        return false
      case .written:
        guard let text = json.pair(name, value) else { return false }
        writtenLines.remember(index, of: fields, section, text, in: json)
        return true
      }
    }
  }

  private func writeBody(_ body: Body, to json: inout JSONWriter) {
    let inferred = body.inferred
    let delivered = body.delivered
    json.member("expected", body.expected)
    json.member("delivered", delivered)
    json.member("seen", delivered - inferred)
    json.member("inferred", inferred)
    json.member("unacknowledged", body.unacknowledged)
    json.member("unframed", body.unframed)
    json.member("end", body.end.rawValue)
    json.key("digests")
    json.array(.inline) { json in
      for check in body.digests { json.object(.inline) { json in write(check, to: &json) } }
    }
  }

  private func write(_ check: DigestCheck, to json: inout JSONWriter) {
    json.member("field", check.promised.source.rawValue)
    json.member("algorithm", check.promised.algorithm.rawValue)
    json.member("expected", check.expectedText)
    json.member("actual", check.actualText)
    json.member("match", check.isMatch)
  }
}
