import Analysis
import HTTP
import Packets
import Ranges
import Transactions

/// The entries of an HTTP archive, one a transaction.
struct HAREntries {
  private let rows: ReportRows
  private var policy: FieldPolicy

  init(_ rows: ReportRows) {
    self.rows = rows
    policy = FieldPolicy(rows.headers, showSecrets: rows.redactor.showsSecrets)
  }

  mutating func write(_ index: Int, to json: inout JSONWriter) {
    let exchange = rows.report.exchanges[index]
    let transaction = exchange.transaction
    let times = HARTimes(transaction)
    json.member("startedDateTime", startTime(transaction))
    json.member("time", milliseconds: times.sum)
    json.key("request")
    json.object { json in writeRequest(exchange, to: &json) }
    json.key("response")
    json.object { json in writeResponse(transaction, to: &json) }
    json.key("cache")
    json.object { _ in }
    json.key("timings")
    json.object(.inline) { json in
      json.member("blocked", -1)
      json.member("dns", -1)
      json.member("connect", -1)
      write("send", times.send, to: &json)
      write("wait", times.wait, to: &json)
      write("receive", times.receive, to: &json)
      json.member("ssl", -1)
    }
    json.member("serverIPAddress", transaction.server.address.description)
    json.member("connection", String(transaction.connection))
    json.key("_rangescope")
    json.object { json in writeOwn(index, to: &json) }
  }

  /// A length of time; -1 where it is not known.
  private func write(_ name: StaticString, _ nanoseconds: Int64?, to json: inout JSONWriter) {
    if let nanoseconds {
      json.member(name, milliseconds: nanoseconds)
    } else {
      json.member(name, -1)
    }
  }

  private func startTime(_ transaction: Transaction) -> String {
    guard let frames = transaction.request?.frames ?? transaction.response?.frames else {
      return Moment.text(transaction.time, digits: 6)
    }
    return rows.time(transaction.time, frames)
  }

  private mutating func writeRequest(_ exchange: RangeExchange, to json: inout JSONWriter) {
    let request = exchange.transaction.request
    let url = HARAddress.text(rows.safe(exchange.url))
    json.member("method", request?.head.method ?? "UNKNOWN")
    json.member("url", url)
    json.member("httpVersion", request.map { "HTTP/\($0.head.version.description)" } ?? "unknown")
    writeCookies(request?.head.fields, of: "Cookie", to: &json) { $0.sent($1) }
    writeFields(request?.head.fields, to: &json)
    json.key("queryString")
    json.array { json in
      for (name, value) in HARAddress.query(url) {
        json.object(.inline) { json in
          json.member("name", name)
          json.member("value", value)
        }
      }
    }
    json.member("headersSize", -1)
    json.member("bodySize", request?.contentLength ?? -1)
    if let request, request.contentLength > 0 {
      json.key("postData")
      json.object(.inline) { json in
        json.member("mimeType", request.head.fields.first("content-type") ?? "x-unknown")
        json.member("text", "")
        json.member("comment", "bodies are counted and not kept")
      }
    }
  }

  /// The response; one of status 0 where the capture holds none.
  private mutating func writeResponse(_ transaction: Transaction, to json: inout JSONWriter) {
    let response = transaction.response
    let fields = response?.head.fields
    json.member("status", response?.head.status ?? 0)
    json.member("statusText", response?.head.reason ?? "")
    json.member("httpVersion", response.map { "HTTP/\($0.head.version.description)" } ?? "unknown")
    writeCookies(fields, of: "Set-Cookie", to: &json) { $0.set($1) }
    writeFields(fields, to: &json)
    json.key("content")
    json.object(.inline) { json in
      json.member("size", transaction.body.delivered)
      json.member("mimeType", fields?.first("content-type") ?? "x-unknown")
    }
    json.member("redirectURL", rows.safe(fields?.first("location") ?? ""))
    json.member("headersSize", -1)
    json.member("bodySize", response == nil ? -1 : transaction.body.delivered)
  }

  /// The cookies of a message, unless its field is left out.
  private mutating func writeCookies(
    _ fields: HeaderFields?, of field: String, to json: inout JSONWriter,
    _ read: (HARCookies, HeaderFields) -> [HARCookies.Cookie]
  ) {
    let isLeftOut = policy.treatment(of: Array(field.utf8).span.bytes) == .dropped
    let cookies =
      isLeftOut ? [] : fields.map { read(HARCookies(redactor: rows.redactor), $0) } ?? []
    json.key("cookies")
    json.array { json in
      for cookie in cookies {
        json.object(.inline) { json in
          json.member("name", cookie.name)
          json.member("value", cookie.value)
          if let path = cookie.path { json.member("path", path) }
          if let domain = cookie.domain { json.member("domain", domain) }
          if let expires = cookie.expires { json.member("expires", expires) }
          if cookie.isHTTPOnly { json.member("httpOnly", true) }
          if cookie.isSecure { json.member("secure", true) }
        }
      }
    }
  }

  private mutating func writeFields(_ fields: HeaderFields?, to json: inout JSONWriter) {
    json.key("headers")
    json.array { json in
      guard let fields, rows.headers != .none else { return }
      for index in 0..<fields.count {
        let name = fields.name(at: index)
        let treatment = policy.treatment(of: Array(name.utf8).span.bytes)
        guard treatment != .dropped else { continue }
        let value = fields.value(at: index)
        json.object(.inline) { json in
          json.member("name", name)
          json.member(
            "value",
            treatment == .redacted ? rows.redactor.replacement(of: value) : rows.safe(value))
        }
      }
    }
  }

  /// What the format has no place for, by the names of a table's columns.
  private func writeOwn(_ index: Int, to json: inout JSONWriter) {
    let exchange = rows.report.exchanges[index]
    for (name, value) in zip(TransactionRow.columns, rows.transaction(at: index).values) {
      guard !Self.elsewhere.contains(name) else { continue }
      json.key(text: name)
      json.value(value)
    }
    json.member("interim", ints: exchange.transaction.interim)
    json.member("parts", ranges: exchange.parts)
    json.member("unseen", ranges: exchange.unseen)
  }

  /// Columns that the entry holds in other members, or in another form.
  private static let elsewhere: Set<String> = [
    "method", "url", "request_version", "response_version", "status", "reason", "content_type",
    "interim", "parts", "unseen",
  ]
}
