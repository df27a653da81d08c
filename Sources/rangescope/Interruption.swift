import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A signal that asks the process to end: noted, so that what was begun can be taken away first.
enum Interruption {
  private static let pending = Atomic<Int32>(0)

  /// The run is to end.
  struct Requested: Error {}

  /// Notes SIGINT, SIGTERM and SIGHUP from now on, and has files that grow too long told by errors.
  static func watch() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        // A second one ends the process at once.
        signal(number, SIG_DFL)
        Interruption.pending.store(number, ordering: .relaxed)
      }
    }
    signal(SIGXFSZ, SIG_IGN)
  }

  /// - Throws: `Requested` when a signal came.
  static func check() throws {
    if pending.load(ordering: .relaxed) != 0 { throw Requested() }
  }

  /// Ends the process by the signal that came, so that its parent can tell.
  static func end() -> Never {
    let number = pending.load(ordering: .relaxed)
    signal(number, SIG_DFL)
    raise(number)
    ExitStatus.exit(.internalError)
  }
}
