/// An HTTP/1.1 request described as data.
public struct ForgedRequest: Hashable, Sendable {
  /// The method.
  public var method: String
  /// The request target, as sent.
  public var target: String
  /// The version, without `HTTP/`.
  public var version = "1.1"
  /// The header fields, in order.
  public var headers: [HeaderLine]
  /// The content; whoever sends some says how long it is.
  public var body: Payload

  /// A request for `target`.
  public init(
    _ method: String = "GET", _ target: String, headers: [HeaderLine] = [],
    body: Payload = .empty
  ) {
    self.method = method
    self.target = target
    self.headers = headers
    self.body = body
  }

  /// The whole message.
  public var payload: Payload {
    let head = "\(method) \(target) HTTP/\(version)\r\n\(HeaderLine.text(headers))\r\n"
    return .joined([.bytes(Array(head.utf8)), body])
  }
}
