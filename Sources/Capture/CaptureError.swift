/// Why an input cannot be read at all.
///
/// Its description is one line that begins with the name of the input, or of the option.
public enum CaptureError: Error, Equatable, Sendable {
  /// The file cannot be opened; `errno` is the system's number, or 0.
  case cannotOpen(path: String, reason: String, errno: Int32)
  /// The file can be opened, but is no capture that we read.
  case notACapture(path: String, reason: String)
  /// The filter expression is wrong, or cannot be used on this link type.
  case badFilter(expression: String, reason: String)

  /// The exit status that this error gives the command.
  public var exitStatus: Int32 {
    switch self {
    case .cannotOpen: 66
    case .notACapture: 65
    case .badFilter: 64
    }
  }
}

extension CaptureError: CustomStringConvertible {
  /// `<file or option>: <what is wrong> (<what to do>)`.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason, _): "\(path): cannot open: \(reason)"
    case .notACapture(let path, let reason): "\(path): not a capture file: \(reason)"
    case .badFilter(let expression, let reason):
      "-f '\(expression)': \(reason) (see pcap-filter(7) for the syntax)"
    }
  }
}
