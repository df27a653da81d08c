import Live

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Signals as bytes of a pipe, so that one `poll` waits for everything.
///
/// A thread of its own takes them; a second one that ends the run ends the process at once.
final class LiveSignals: Sendable {
  /// Readable when a signal came; each byte is a number.
  let descriptor: Int32
  private let writing: Int32
  private let thread: LiveThread

  private static let taken: [Int32] = [
    SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGWINCH, SIGTSTP, SIGCONT,
  ]

  /// Keeps the signals from every thread that is made from now on, and from this one.
  static func block() {
    var set = self.set
    _ = pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  private static var set: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in taken { sigaddset(&set, number) }
    return set
  }

  /// Starts to take signals, which must be blocked.
  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    descriptor = ends[0]
    writing = ends[1]
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let writing = writing
    thread = LiveThread { Self.take(writing) }
  }

  /// The signals that came since it was asked last.
  func received() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return count > 0 ? bytes.prefix(count).map { Int32($0) } : []
  }

  private static func take(_ writing: Int32) {
    var set = set
    var isEnding = false
    while true {
      var number: Int32 = 0
      guard sigwait(&set, &number) == 0 else { continue }
      if number == SIGINT || number == SIGTERM {
        if isEnding {
          LiveTerminal.restore()
          _exit(128 + number)
        }
        isEnding = true
      }
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(writing, &byte, 1)
    }
  }
}
