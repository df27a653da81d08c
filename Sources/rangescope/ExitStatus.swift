#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How a run ended, by the numbers of sysexits.h where it has one.
enum ExitStatus: Int32, CaseIterable {
  /// All went well.
  case done = 0
  /// All went well, and a finding reaches `--fail-on`.
  case found = 1
  /// The command line is wrong.
  case usage = 64
  /// An input is damaged, or no capture.
  case badInput = 65
  /// An input cannot be opened.
  case cannotOpen = 66
  /// The tool itself failed.
  case internalError = 70
  /// The output cannot be written.
  case cannotWrite = 74
  /// There is no permission to capture.
  case noPermission = 77

  /// Those that can apply together, the one that wins first.
  static let byPriority: [ExitStatus] = [
    .usage, .internalError, .cannotWrite, .noPermission, .cannotOpen, .badInput, .found, .done,
  ]

  /// The one of several that is told.
  static func winning(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let statuses = Set(statuses)
    return byPriority.first { statuses.contains($0) } ?? .done
  }

  /// Ends the process.
  static func exit(_ status: ExitStatus) -> Never {
    #if canImport(Glibc)
    Glibc.exit(status.rawValue)
    #elseif canImport(Musl)
    Musl.exit(status.rawValue)
    #else
    Darwin.exit(status.rawValue)
    #endif
  }
}
