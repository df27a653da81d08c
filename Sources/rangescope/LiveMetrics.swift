import FlyingSocks
import Live
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Serves metrics in the text format of Prometheus.
final class LiveMetrics: Sendable {
  private let page = PageBox()

  /// Where they are read; a class, as what is served changes while it is.
  private final class PageBox: Sendable {
    let text = Mutex("")
  }

  /// Starts to serve at `address`: a port, or an address and a port.
  ///
  /// - Throws: a refusal when it is no address, or cannot be listened at.
  init(address: String) throws {
    let refusal = { (reason: String, status: ExitStatus) in
      Refusal(
        status, "--metrics \(address)", reason,
        advice: "give PORT, ADDRESS:PORT or [IPV6]:PORT that is free")
    }
    let split = address.lastIndex(of: ":")
    let host = split.map { String(address[..<$0]) } ?? ""
    let digits = split.map { address[address.index(after: $0)...] } ?? address[...]
    guard let port = UInt16(digits), port > 0 else { throw refusal("it has no port", .usage) }
    let plain =
      host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    let page = page
    let text: @Sendable () -> String = { page.text.withLock { $0 } }
    let listen: () throws -> MetricsServer
    do {
      if plain.contains(":") {
        let address = try sockaddr_in6.inet6(ip6: plain, port: port)
        listen = { try MetricsServer(address, text: text) }
      } else {
        let isLoopback = plain.isEmpty || plain == "localhost"
        let address = try sockaddr_in.inet(ip4: isLoopback ? "127.0.0.1" : plain, port: port)
        listen = { try MetricsServer(address, text: text) }
      }
    } catch {
      throw refusal("it is no address", .usage)
    }
    let server: MetricsServer
    do {
      server = try listen()
    } catch {
      throw refusal("cannot be listened at: \(error)", .cannotWrite)
    }
    Task.detached { try await server.run() }
  }

  /// Takes what there is to tell.
  func update(_ metrics: MetricsPage) {
    let text = metrics.text
    page.text.withLock { $0 = text }
  }
}
