/// Classes of octets that HTTP's grammar names.
///
/// Source: RFC 9110 §5.6, RFC 5234 appendix B.
public enum ASCII {
  /// HTAB, horizontal tab.
  public static let tab: UInt8 = 0x09
  /// LF.
  public static let lineFeed: UInt8 = 0x0A
  /// CR.
  public static let carriageReturn: UInt8 = 0x0D
  /// SP.
  public static let space: UInt8 = 0x20
  /// `"`.
  public static let quote: UInt8 = 0x22
  /// `*`.
  public static let asterisk: UInt8 = 0x2A
  /// `,`.
  public static let comma: UInt8 = 0x2C
  /// `-`.
  public static let hyphen: UInt8 = 0x2D
  /// `/`.
  public static let slash: UInt8 = 0x2F
  /// `:`.
  public static let colon: UInt8 = 0x3A
  /// `;`.
  public static let semicolon: UInt8 = 0x3B
  /// `=`.
  public static let equals: UInt8 = 0x3D
  /// `\`.
  public static let backslash: UInt8 = 0x5C

  /// Whether `byte` is a space or a horizontal tab (OWS).
  @inlinable @inline(__always)
  public static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  /// Whether `byte` is `0` to `9`.
  @inlinable @inline(__always)
  public static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// The value of a decimal digit, or `nil`.
  @inlinable @inline(__always)
  public static func digit(_ byte: UInt8) -> Int? {
    isDigit(byte) ? Int(byte &- 0x30) : nil
  }

  /// The value of a hexadecimal digit of either case, or `nil`.
  @inlinable @inline(__always)
  public static func hexDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte &- 0x30)
    case 0x41...0x46: Int(byte &- 0x37)
    case 0x61...0x66: Int(byte &- 0x57)
    default: nil
    }
  }

  /// `byte` with `A` to `Z` turned into `a` to `z`.
  @inlinable @inline(__always)
  public static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// Whether `byte` may stand in a token.
  ///
  /// Source: RFC 9110 §5.6.2.
  @inlinable @inline(__always)
  public static func isTokenCharacter(_ byte: UInt8) -> Bool {
    // Two 64-bit sets: `!#$%&'*+-.0-9` and `A-Z^_`a-z|~`.
    let low: UInt64 = 0x03FF_6CFA_0000_0000
    let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
    if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
    if byte < 128 { return high >> UInt64(byte &- 64) & 1 == 1 }
    return false
  }

  /// Whether `byte` is a control character: below space, or DEL.
  @inlinable @inline(__always)
  public static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 || byte == 0x7F }
}
