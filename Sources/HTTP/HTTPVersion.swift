/// The version in a start line: two digits.
///
/// Source: RFC 9112 §2.3.
public struct HTTPVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The digit before the dot.
  public var major: UInt8
  /// The digit after the dot.
  public var minor: UInt8

  /// A version by its digits.
  public init(_ major: UInt8, _ minor: UInt8) {
    self.major = major
    self.minor = minor
  }

  /// Which of the two is lower.
  public static func < (a: HTTPVersion, b: HTTPVersion) -> Bool {
    (a.major, a.minor) < (b.major, b.minor)
  }

  /// `1.1`.
  public var description: String {
    switch (major, minor) {
    case (1, 1): "1.1"
    case (1, 0): "1.0"
    default: "\(major).\(minor)"
    }
  }
}
