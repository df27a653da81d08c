extension String {
  /// A decimal number, its digits in groups of three parted by commas: `8,322,278`.
  public init(grouped number: Int) {
    var digits = 1
    var rest = number.magnitude
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    let count = digits + (digits - 1) / 3 + (number < 0 ? 1 : 0)
    self.init(unsafeUninitializedCapacity: count) { buffer in
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
}
