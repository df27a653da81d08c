import Bytes
import FlyingSocks
import HTTP

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Serves one page of text by HTTP, anew for each request, and nothing else.
///
/// The sockets are those of FlyingSocks; requests are read by the reader that reads captures. A whole
/// server of HTTP would bring URL loading with it, whose libraries make every start of the tool half
/// as long again.
struct MetricsServer {
  private let socket: Socket
  private let text: @Sendable () -> String

  /// How much a request may have, in bytes, and how long it may take.
  private static let requestLimit = 8 << 10
  private static let timeLimit = Duration.seconds(10)

  /// Listens at an address.
  ///
  /// - Parameters:
  ///   - address: Where.
  ///   - text: Gives the page.
  /// - Throws: what the system says when the address cannot be had.
  init(_ address: some SocketAddress, text: @escaping @Sendable () -> String) throws {
    socket = try Socket(domain: Int32(address.family))
    try socket.setValue(true, for: .localAddressReuse)
    try socket.bind(to: address)
    try socket.listen()
    self.text = text
  }

  /// Answers until the process ends.
  func run() async throws {
    let pool: some AsyncSocketPool = .make()
    try await pool.prepare()
    let listener = try AsyncSocket(socket: socket, pool: pool)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await pool.run() }
      group.addTask {
        try await withThrowingDiscardingTaskGroup { connections in
          for try await connection in listener.sockets {
            connections.addTask { await answerInTime(connection) }
          }
        }
      }
      // Neither ends by itself.
      try await group.next()
      group.cancelAll()
    }
  }

  private func answerInTime(_ connection: AsyncSocket) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { try? await answer(connection) }
      group.addTask { try? await Task.sleep(for: Self.timeLimit) }
      await group.next()
      group.cancelAll()
    }
    try? connection.close()
  }

  /// Reads a request and answers it; each connection has one.
  private func answer(_ connection: AsyncSocket) async throws {
    var parser = MessageParser(.requests)
    var count = 0
    while count < Self.requestLimit {
      let bytes = try await connection.read(atMost: 4096)
      count += bytes.count
      var position = 0
      switch parser.next(bytes.span.bytes, &position) {
      case .needMore: continue
      case .head:
        guard let head = parser.takeRequestHead() else { return }
        return try await connection.write(Data(Array(response(to: head).utf8)))
      default:
        return try await connection.write(Data(Array(Self.message("400 Bad Request").utf8)))
      }
    }
  }

  /// The response to a request, as it is sent.
  func response(to head: RequestHead) -> String {
    let path = head.target.prefix { $0 != "?" }
    guard path == "/metrics" else { return Self.message("404 Not Found") }
    switch head.method {
    case "GET": return Self.message("200 OK", text())
    case "HEAD": return Self.message("200 OK", text(), isHead: true)
    default: return Self.message("405 Method Not Allowed", fields: "Allow: GET, HEAD\r\n")
    }
  }

  private static func message(
    _ status: String, _ content: String? = nil, fields: String = "", isHead: Bool = false
  ) -> String {
    let type = content == nil ? "text/plain" : "text/plain; version=0.0.4; charset=utf-8"
    let content = content ?? "\(status)\n"
    return """
      HTTP/1.1 \(status)\r\n\
      Content-Type: \(type)\r\n\
      Content-Length: \(content.utf8.count)\r\n\
      \(fields)\
      Connection: close\r\n\
      \r\n\
      \(isHead ? "" : content)
      """
  }
}
