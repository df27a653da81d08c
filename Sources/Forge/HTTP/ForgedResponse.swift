/// An HTTP/1.1 response described as data.
public struct ForgedResponse: Hashable, Sendable {
  /// How the end of the content is told.
  ///
  /// Source: RFC 9112 §6.3.
  public enum Framing: Hashable, Sendable {
    /// By Content-Length, the body's own length unless given; put after the other fields.
    case contentLength(UInt64? = nil)
    /// By chunks.
    case chunked(ChunkedCoding)
    /// By nothing: by the end of the connection, or by a Content-Length among the fields.
    case none
  }

  /// The status code.
  public var status: Int
  /// The reason phrase.
  public var reason: String
  /// The version, without `HTTP/`.
  public var version = "1.1"
  /// The header fields, in order.
  public var headers: [HeaderLine]
  /// How the end of the content is told.
  public var framing: Framing
  /// The content.
  public var body: Payload
  /// How many bytes of the body, as framed, are sent before the server stops; all when `nil`.
  public var sent: UInt64?

  /// A response with this status.
  public init(
    _ status: Int, _ reason: String = "OK", headers: [HeaderLine] = [],
    framing: Framing = .contentLength(), body: Payload = .empty, sent: UInt64? = nil
  ) {
    self.status = status
    self.reason = reason
    self.headers = headers
    self.framing = framing
    self.body = body
    self.sent = sent
  }

  /// The whole message, as far as it is sent.
  public var payload: Payload {
    var headers = headers
    var content = body
    switch framing {
    case .contentLength(let length):
      headers.append(HeaderLine("Content-Length", String(length ?? body.count)))
    case .chunked(let coding):
      headers.append("Transfer-Encoding: chunked")
      content = coding.encode(body)
    case .none: break
    }
    let head = "HTTP/\(version) \(status) \(reason)\r\n\(HeaderLine.text(headers))\r\n"
    return .joined([.bytes(Array(head.utf8)), sent.map(content.prefix) ?? content])
  }
}
