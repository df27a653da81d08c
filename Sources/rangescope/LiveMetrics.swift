import FlyingFox
import FlyingSocks
import Foundation
import Live
import Synchronization

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
    let server: HTTPServer
    do {
      let plain =
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
      if plain.isEmpty || plain == "127.0.0.1" || plain == "localhost" {
        server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled)
      } else if plain.contains(":") {
        server = HTTPServer(address: try .inet6(ip6: plain, port: port), logger: .disabled)
      } else {
        server = HTTPServer(address: try .inet(ip4: plain, port: port), logger: .disabled)
      }
    } catch {
      throw refusal("it is no address", .usage)
    }
    let page = page
    let outcome = Outcome()
    Task.detached {
      await server.appendRoute("GET /metrics") { _ in
        HTTPResponse(
          statusCode: .ok,
          headers: HTTPHeaders([.contentType: "text/plain; version=0.0.4; charset=utf-8"]),
          body: Data(page.text.withLock { Array($0.utf8) }))
      }
      do {
        try await server.run()
      } catch {
        outcome.settle("\(error)")
      }
    }
    Task.detached {
      try? await server.waitUntilListening(timeout: 5)
      if await server.isListening { outcome.settle(nil) } else { outcome.settle("no answer") }
    }
    if let failure = outcome.wait() {
      throw refusal("cannot be listened at: \(failure)", .cannotWrite)
    }
  }

  /// Takes what there is to tell.
  func update(_ metrics: MetricsPage) {
    let text = metrics.text
    page.text.withLock { $0 = text }
  }

  /// How starting came out; waited for by the thread that started it.
  private final class Outcome: Sendable {
    private let state = Mutex<(isSettled: Bool, failure: String?)>((false, nil))

    func settle(_ failure: String?) {
      state.withLock { if !$0.isSettled { $0 = (true, failure) } }
    }

    func wait() -> String? {
      let end = ContinuousClock.now + .seconds(10)
      while ContinuousClock.now < end {
        let now = state.withLock { $0 }
        if now.isSettled { return now.failure }
        LiveMetrics.pause()
      }
      return "it does not start"
    }
  }
}
