import Bytes

/// A date of HTTP, to the second, in universal time.
///
/// Source: RFC 9110 §5.6.7.
public struct HTTPDate: Hashable, Sendable, CustomStringConvertible {
  /// The three forms a recipient must understand.
  public enum Form: Hashable, Sendable {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`: the one to send.
    case imfFixdate
    /// `Sunday, 06-Nov-94 08:49:37 GMT`: obsolete, with a year of two digits.
    case rfc850
    /// `Sun Nov  6 08:49:37 1994`: obsolete, as C writes it.
    case asctime
  }

  /// Seconds since 1970-01-01T00:00:00Z, negative before it.
  public var epochSeconds: Int64
  /// The form it was sent in, or the one nearest to it.
  public var form: Form
  /// Whether it was sent letter for letter as the form asks.
  public var isStrict: Bool
  /// Whether the name of the day is not that of the date.
  public var hasWrongWeekday: Bool

  /// A date of the preferred form.
  public init(epochSeconds: Int64) {
    self.epochSeconds = epochSeconds
    form = .imfFixdate
    isStrict = true
    hasWrongWeekday = false
  }

  /// Reads a date; `nil` when it is none, or names a day or time that does not exist.
  ///
  /// Other separators, other case, `UTC`, a day of one digit, and a missing day name or zone are
  /// understood too, and are not strict.
  ///
  /// - Parameters:
  ///   - value: One field value.
  ///   - now: The moment, in seconds since 1970, by which a two-digit year is understood: what
  ///     would lie more than 50 years after it is in the past. Without it, 70 to 99 are 19xx.
  public init?(_ value: String, now: Int64? = nil) {
    var weekday = 0
    if let date = CivilDate(fixdate: value.utf8, weekday: &weekday) {
      epochSeconds = date.epochSeconds
      form = .imfFixdate
      isStrict = true
      hasWrongWeekday = weekday != date.weekday
      return
    }
    guard value.utf8.count <= Self.maximumLength,
      let reading = DateReading(value, now: now)
    else { return nil }
    epochSeconds = reading.date.epochSeconds
    form = reading.form
    hasWrongWeekday = reading.weekday.map { $0 != reading.date.weekday } ?? false
    isStrict = reading.isStrict(value)
  }

  /// The date in the preferred form, IMF-fixdate.
  public var description: String { Self.format(epochSeconds) }

  /// A moment in the preferred form, IMF-fixdate.
  public static func format(_ epochSeconds: Int64) -> String {
    let date = CivilDate(epochSeconds: epochSeconds)
    return DateReading.render(date, as: .imfFixdate, weekday: date.weekday)
  }

  /// A moment as `2014-05-03 00:43:22 UTC`.
  public static func universal(_ epochSeconds: Int64) -> String {
    let date = CivilDate(epochSeconds: epochSeconds)
    var text = ByteBuffer(capacity: 32)
    text.append(decimal: date.year, width: 4)
    text.append("-")
    text.append(decimal: date.month, width: 2)
    text.append("-")
    text.append(decimal: date.day, width: 2)
    text.append(" ")
    text.append(decimal: date.hour, width: 2)
    text.append(":")
    text.append(decimal: date.minute, width: 2)
    text.append(":")
    text.append(decimal: date.second, width: 2)
    text.append(" UTC")
    return text.text
  }

  /// No date of any form is nearly as long.
  private static let maximumLength = 64
}
