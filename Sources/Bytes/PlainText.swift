/// Texts of ASCII that are made at one go.
public enum PlainText {
  /// A decimal number, its digits in groups of three parted by commas: `8,322,278`.
  public static func grouped(_ number: Int) -> String {
    var digits = 1
    var rest = number.magnitude
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    let count = digits + (digits - 1) / 3 + (number < 0 ? 1 : 0)
    return String(unsafeUninitializedCapacity: count) { buffer in
      if number < 0 { buffer[0] = UInt8(ascii: "-") }
      var rest = number.magnitude
      var place = count
      for digit in 0..<digits {
        if digit > 0, digit % 3 == 0 {
          place -= 1
          buffer[place] = UInt8(ascii: ",")
        }
        place -= 1
        buffer[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
        rest /= 10
      }
      return count
    }
  }

  /// So many spaces; none for a negative number.
  public static func blanks(_ count: Int) -> String {
    let count = max(0, count)
    return String(unsafeUninitializedCapacity: count) { buffer in
      for place in 0..<count { buffer[place] = UInt8(ascii: " ") }
      return count
    }
  }
}
