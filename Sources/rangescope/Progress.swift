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
  /// Which of several readings it is; said before the numbers.
  var stage = ""

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
    update { seconds in
      let rate = Int(Double(bytes) / seconds / 1_000_000)
      return "\(packets) packets, \(bytes / 1_000_000) MB, \(rate) MB/s"
    }
  }

  /// Tells how many packets of so many were read.
  func update(packets: Int, of all: Int) {
    update { _ in "\(packets) of \(all) packets, \(all > 0 ? packets * 100 / all : 100) %" }
  }

  /// Tells how many bytes of a pipe were kept.
  func update(spooled bytes: Int) { update { _ in "\(bytes / 1_000_000) MB" } }

  /// Tells how many bytes of finished files were looked at.
  func update(checked bytes: Int) { update { _ in "\(bytes / 1_000_000) MB" } }

  private func update(_ text: (_ seconds: Double) -> String) {
    guard isShown else { return }
    let now = ContinuousClock.now
    guard now - (last ?? start) >= Self.interval else { return }
    last = now
    say("\r\u{1B}[K\(stage)\(text(max((now - start) / .seconds(1), 0.001)))")
  }

  /// Takes the line away.
  func clear() {
    if last != nil { say("\r\u{1B}[K") }
    last = nil
  }

  private func say(_ text: String) { try? OutputStream.error.write(text) }
}
