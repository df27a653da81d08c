#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How far a long run has come: one line on standard error that is written over.
final class Progress {
  private let isShown: Bool
  private var start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  /// Short runs show nothing, and no run says more often than this how far it is.
  private static let interval = Duration.milliseconds(200)

  init(_ when: When) {
    isShown =
      switch when {
      case .auto: Terminal.isTerminal(2) && Terminal.environment("TERM") != "dumb"
      case .always: true
      case .never: false
      }
  }

  /// Tells how many packets and bytes were read; cheap enough to be called every few thousand.
  func update(packets: Int, bytes: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - (last ?? start) >= Self.interval else { return }
    last = now
    let seconds = max((now - start) / .seconds(1), 0.001)
    let rate = Int(Double(bytes) / seconds / 1_000_000)
    say("\r\u{1B}[K\(packets) packets, \(bytes / 1_000_000) MB, \(rate) MB/s")
  }

  /// Takes the line away.
  func clear() {
    if last != nil { say("\r\u{1B}[K") }
    last = nil
  }

  private func say(_ text: String) { try? OutputStream.error.write(text) }
}
