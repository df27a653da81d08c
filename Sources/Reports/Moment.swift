import Packets

/// Times as text, without a calendar library: UTC, the proleptic Gregorian calendar.
enum Moment {
  /// Writes RFC 3339 with so many digits of a second's fraction, at most 9.
  static func append(_ time: Timestamp, digits: Int, to bytes: inout [UInt8]) {
    let second: Int64 = 1_000_000_000
    var seconds = time.nanoseconds / second
    var fraction = time.nanoseconds % second
    if fraction < 0 {
      seconds -= 1
      fraction += second
    }
    var days = seconds / 86_400
    var inDay = seconds % 86_400
    if inDay < 0 {
      days -= 1
      inDay += 86_400
    }
    let (year, month, day) = civil(days)
    append(year, 4, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(month, 2, to: &bytes)
    bytes.append(UInt8(ascii: "-"))
    append(day, 2, to: &bytes)
    bytes.append(UInt8(ascii: "T"))
    append(Int(inDay / 3600), 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(Int(inDay / 60 % 60), 2, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    append(Int(inDay % 60), 2, to: &bytes)
    if digits > 0 {
      bytes.append(UInt8(ascii: "."))
      var dropped = Int(fraction)
      for _ in digits..<9 { dropped /= 10 }
      append(dropped, min(digits, 9), to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  /// `2014-05-04T05:14:54.000000Z`.
  static func text(_ time: Timestamp, digits: Int) -> String {
    var bytes: [UInt8] = []
    append(time, digits: digits, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The date of a day, counted from 1970-01-01, in years that begin with March.
  private static func civil(_ days: Int64) -> (Int, Int, Int) {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// Writes a number with leading zeros.
  private static func append(_ value: Int, _ width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(truncatingIfNeeded: 48 + value / divisor % 10))
      divisor /= 10
    }
  }
}
