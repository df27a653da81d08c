#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A command to be measured.
struct Subject {
  var name: String
  var command: [String]
}

/// One run of a command as a whole process.
struct Run {
  var seconds: Double
  /// What it used of a processor, in seconds.
  var processor: Double
  /// The largest resident size, in KiB.
  var peak: Int
}

/// What went wrong.
struct Failure: Error, CustomStringConvertible {
  var description: String
}

/// Runs every command once to warm up, then all of them in turn, `runs` times.
func measure(_ subjects: [Subject], runs: Int) throws -> [(subject: Subject, runs: [Run])] {
  var results = subjects.map { (subject: $0, runs: [Run]()) }
  for round in 0...runs {
    for index in subjects.indices {
      let run = try once(subjects[index].command)
      if round > 0 { results[index].runs.append(run) }
    }
  }
  return results
}

/// The seconds that `body` takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  var start = timespec()
  var end = timespec()
  clock_gettime(CLOCK_MONOTONIC, &start)
  try body()
  clock_gettime(CLOCK_MONOTONIC, &end)
  return Double(end.tv_sec - start.tv_sec) + Double(end.tv_nsec - start.tv_nsec) / 1_000_000_000
}

/// Runs a command with its output thrown away.
func once(_ command: [String]) throws -> Run {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
  defer { arguments.forEach { free($0) } }
  arguments.append(nil)
  var status: CInt = 0
  var usage = rusage()
  let taken = try seconds {
    var child: pid_t = 0
    guard posix_spawn(&child, command[0], &actions, nil, arguments, environ) == 0 else {
      throw Failure(description: "\(command[0]): cannot be started (build it with `make`)")
    }
    wait4(child, &status, 0, &usage)
  }
  guard status == 0 else {
    throw Failure(description: "\(command.joined(separator: " ")): wait status \(status)")
  }
  let user = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1_000_000
  let system = Double(usage.ru_stime.tv_sec) + Double(usage.ru_stime.tv_usec) / 1_000_000
  return Run(seconds: taken, processor: user + system, peak: Int(usage.ru_maxrss))
}
