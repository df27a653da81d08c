import Bytes
package import Packets

/// Times as text, without a calendar library: UTC, the proleptic Gregorian calendar.
package enum Moment {
  /// The seconds of a moment, and the nanoseconds behind them, which are never negative.
  static func parts(_ time: Timestamp) -> (seconds: Int64, nanoseconds: Int64) {
    let second: Int64 = 1_000_000_000
    let fraction = time.nanoseconds % second
    return fraction < 0
      ? (time.nanoseconds / second - 1, fraction + second) : (time.nanoseconds / second, fraction)
  }

  /// Writes RFC 3339 with so many digits of a second's fraction, at most 9.
  static func append(_ time: Timestamp, digits: Int, to bytes: inout ByteBuffer) {
    let (seconds, fraction) = parts(time)
    append(second: seconds, to: &bytes)
    append(fraction: fraction, digits: digits, to: &bytes)
  }

  /// `2014-05-04T05:14:54`.
  static func append(second: Int64, to bytes: inout ByteBuffer) {
    var days = second / 86_400
    var inDay = second % 86_400
    if inDay < 0 {
      days -= 1
      inDay += 86_400
    }
    let (year, month, day) = civil(days)
    bytes.append(decimal: year, width: 4)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(decimal: month, width: 2)
    bytes.append(UInt8(ascii: "-"))
    bytes.append(decimal: day, width: 2)
    bytes.append(UInt8(ascii: "T"))
    bytes.append(decimal: Int(inDay / 3600), width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(decimal: Int(inDay / 60 % 60), width: 2)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(decimal: Int(inDay % 60), width: 2)
  }

  /// `.000000Z`; only `Z` where there are no digits.
  static func append(fraction nanoseconds: Int64, digits: Int, to bytes: inout ByteBuffer) {
    if digits > 0 {
      bytes.append(UInt8(ascii: "."))
      var dropped = Int(nanoseconds)
      for _ in digits..<9 { dropped /= 10 }
      bytes.append(decimal: dropped, width: min(digits, 9))
    }
    bytes.append(UInt8(ascii: "Z"))
  }

  /// `2014-05-04T05:14:54.000000Z`.
  package static func text(_ time: Timestamp, digits: Int) -> String {
    var bytes = ByteBuffer(capacity: 32)
    append(time, digits: digits, to: &bytes)
    return bytes.text
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
}
