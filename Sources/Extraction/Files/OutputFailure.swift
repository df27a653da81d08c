#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why something cannot be written.
public struct OutputFailure: Error, Equatable {
  /// What: a path, or a name within the directory.
  public var subject: String
  /// Why.
  public var reason: String
  /// What can be done about it.
  public var advice: String

  init(_ subject: String, _ reason: String, advice: String) {
    self.subject = subject
    self.reason = reason
    self.advice = advice
  }

  /// What the system said of it.
  init(_ subject: String, errno number: Int32) {
    let words = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    let advice =
      switch number {
      case ENOSPC, EDQUOT: "free some space, or choose another place with -o DIR"
      case EFBIG: "leave long files out with --max-size"
      case EMFILE, ENFILE: "raise the limit with ulimit -n"
      default: "choose another place with -o DIR"
      }
    self.init(subject, "cannot be written: \(words)", advice: advice)
  }
}
