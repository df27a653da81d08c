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
    let note: @convention(c) (Int32) -> Void = { number in
      // A second one ends the process at once.
      signal(number, SIG_DFL)
      Interruption.pending.store(number, ordering: .relaxed)
    }
    var action = sigaction()
    // Calls are not taken up again: who waits for a pipe is woken.
    action.sa_flags = 0
    #if canImport(Darwin)
    unsafe action.__sigaction_u.__sa_handler = note
    #elseif canImport(Glibc)
    unsafe action.__sigaction_handler.sa_handler = note
    #else
    unsafe action.__sa_handler.sa_handler = note
    #endif
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // What a shell or nohup had ignored stays so.
      var before = sigaction()
      guard unsafe sigaction(number, nil, &before) == 0, !isIgnored(before) else { continue }
      unsafe sigaction(number, &action, nil)
    }
    signal(SIGXFSZ, SIG_IGN)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Darwin)
    let handler = unsafe action.__sigaction_u.__sa_handler
    #elseif canImport(Glibc)
    let handler = unsafe action.__sigaction_handler.sa_handler
    #else
    let handler = unsafe action.__sa_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
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
