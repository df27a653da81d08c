/// Characters that change what a terminal or a reader sees of other characters.
enum UnsafeScalars {
  /// Whether a scalar is a control character, a separator of lines, or one of the format characters
  /// that are invisible or turn the direction of text.
  ///
  /// Source: Unicode 16, categories Cc, Zl, Zp and Cf, without those Arabic signs that are visible.
  @inline(__always)
  static func contains(_ value: UInt32) -> Bool {
    if value < 0xA0 { return value < 0x20 || value >= 0x7F }
    return beyondLatin(value)
  }

  private static func beyondLatin(_ value: UInt32) -> Bool {
    switch value {
    case 0xAD, 0x61C, 0x180E, 0xFEFF, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F,
      0xFFF9...0xFFFB, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      true
    default:
      false
    }
  }
}
