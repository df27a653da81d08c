/// A moment of the proleptic Gregorian calendar, in universal time.
struct CivilDate: Hashable, Sendable {
  var year: Int
  /// 1 to 12.
  var month: Int
  /// 1 to 31.
  var day: Int
  var hour: Int
  var minute: Int
  /// 0 to 60: a leap second counts as the second after it.
  var second: Int

  static let secondsPerDay: Int64 = 86_400
  private static let daysPerEra = 146_097

  /// A moment of the calendar; `nil` where it has no such moment.
  init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard 0...9999 ~= year, 1...12 ~= month, day >= 1,
      day <= Self.dayCount(year: year, month: month),
      0...23 ~= hour, 0...59 ~= minute, 0...60 ~= second
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
  }

  /// The moment `seconds` after 1970 began.
  init(epochSeconds seconds: Int64) {
    var days = Int(seconds / Self.secondsPerDay)
    var time = Int(seconds % Self.secondsPerDay)
    if time < 0 {
      time += Int(Self.secondsPerDay)
      days -= 1
    }
    // Years are counted from March, so that the leap day comes last.
    let sinceMarch = days + 719_468
    let era = (sinceMarch >= 0 ? sinceMarch : sinceMarch - (Self.daysPerEra - 1)) / Self.daysPerEra
    let dayOfEra = sinceMarch - era * Self.daysPerEra
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / (Self.daysPerEra - 1)) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    hour = time / 3_600
    minute = time % 3_600 / 60
    second = time % 60
  }

  /// Seconds since 1970 began, negative before it.
  var epochSeconds: Int64 {
    Int64(daysSinceEpoch) * Self.secondsPerDay + Int64(hour * 3_600 + minute * 60 + second)
  }

  /// 0 for Sunday to 6 for Saturday.
  var weekday: Int {
    let remainder = (daysSinceEpoch + 4) % 7
    return remainder < 0 ? remainder + 7 : remainder
  }

  private var daysSinceEpoch: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysPerEra + dayOfEra - 719_468
  }

  private static func dayCount(year: Int, month: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
