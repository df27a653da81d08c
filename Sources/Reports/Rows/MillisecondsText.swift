/// Lengths of time in milliseconds, exact to the nanosecond.
enum MillisecondsText {
  /// `8.503`; at least one digit after the point, and no zeros at the end.
  static func text(_ nanoseconds: Int64) -> String {
    let magnitude = nanoseconds.magnitude
    var rest = String(magnitude % 1_000_000)
    rest = String(repeating: "0", count: 6 - rest.count) + rest
    while rest.count > 1, rest.hasSuffix("0") { rest.removeLast() }
    return "\(nanoseconds < 0 ? "-" : "")\(magnitude / 1_000_000).\(rest)"
  }
}
