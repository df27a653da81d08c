import Foundation

/// A program that runs, with no signal blocked or ignored, and that never outlives its patience.
///
/// `Process` hands on the signal mask of the thread, which blocks nearly all.
final class Spawned {
  /// What cannot be started.
  struct Failure: Error { var command: String }

  let processIdentifier: pid_t
  private var outcome: Int32?

  /// Starts a program.
  ///
  /// Its path comes first in `arguments`. Its standard streams are descriptors that stay open here,
  /// or nothing.
  init(
    _ arguments: [String], input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil,
    environment: [String] = ["LC_ALL=C.UTF-8", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"]
  ) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in [input, output, errors].enumerated() {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(number), "/dev/null", O_RDWR, 0)
      }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var set = sigset_t()
    sigemptyset(&set)
    posix_spawnattr_setsigmask(&attributes, &set)
    sigfillset(&set)
    posix_spawnattr_setsigdefault(&attributes, &set)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var identifier = pid_t()
    guard posix_spawn(&identifier, arguments[0], &actions, &attributes, &words, &variables) == 0
    else { throw Failure(command: arguments.joined(separator: " ")) }
    processIdentifier = identifier
  }

  deinit { if isRunning { end() } }

  /// Whether it has not ended.
  var isRunning: Bool {
    if outcome != nil { return false }
    var status: Int32 = 0
    guard waitpid(processIdentifier, &status, WNOHANG) == processIdentifier else { return true }
    // An exit status, or 128 and the signal.
    outcome = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    return false
  }

  /// Sends it a signal.
  func send(_ signal: Int32) { if isRunning { kill(processIdentifier, signal) } }

  /// Waits for its end, at most half a minute; returns its exit status, or 128 and the signal.
  func status() -> Int32 {
    for _ in 0..<3000 where isRunning { usleep(10_000) }
    if isRunning { end() }
    return outcome ?? -1
  }

  private func end() {
    kill(processIdentifier, SIGKILL)
    for _ in 0..<200 where isRunning { usleep(10_000) }
  }
}
