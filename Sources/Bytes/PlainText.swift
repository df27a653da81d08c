/// Texts of ASCII that are made at one go.
public enum PlainText {
  /// A decimal number, its digits in groups of three parted by commas: `8,322,278`.
  public static func grouped(_ number: Int) -> String {
    let sign = number < 0 ? 1 : 0
    let count = length(number.magnitude) + sign
    return String(unsafeUninitializedCapacity: count) { buffer in
      if number < 0 { buffer[0] = UInt8(ascii: "-") }
      group(number.magnitude, before: count, in: buffer)
      return count
    }
  }

  /// Two numbers, neither negative, in groups, with a hyphen between: `0-32,767`.
  public static func grouped(_ first: Int, to last: Int) -> String {
    let (a, b) = (length(first.magnitude), length(last.magnitude))
    return String(unsafeUninitializedCapacity: a + b + 1) { buffer in
      group(first.magnitude, before: a, in: buffer)
      buffer[a] = UInt8(ascii: "-")
      group(last.magnitude, before: a + b + 1, in: buffer)
      return a + b + 1
    }
  }

  /// How many octets a number takes in groups.
  private static func length(_ number: UInt) -> Int {
    var digits = 1
    var rest = number
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits + (digits - 1) / 3
  }

  /// Writes a number in groups, so that it ends before a place.
  private static func group(
    _ number: UInt, before end: Int, in buffer: UnsafeMutableBufferPointer<UInt8>
  ) {
    var rest = number
    var place = end - 1
    var digits = 0
    repeat {
      if digits > 0, digits % 3 == 0 {
        buffer[place] = UInt8(ascii: ",")
        place -= 1
      }
      buffer[place] = UInt8(truncatingIfNeeded: 48 + rest % 10)
      place -= 1
      rest /= 10
      digits += 1
    } while rest > 0
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
