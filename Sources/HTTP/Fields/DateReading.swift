import Bytes

/// A date as it was written: its parts and its form.
struct DateReading {
  var date: CivilDate
  var form: HTTPDate.Form
  /// 0 for Sunday to 6 for Saturday; `nil` when no day was named.
  var weekday: Int?

  private static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  /// In seconds, at the mean length of a year.
  private static let fiftyYears: Int64 = 1_577_847_600

  /// Takes `text` apart; `nil` when it is no date.
  init?(_ text: String, now: Int64?) {
    var words = text.utf8.split { ASCII.isBlank($0) || $0 == ASCII.comma || $0 == ASCII.hyphen }
      .map { String(decoding: $0, as: UTF8.self) }[...]
    weekday = words.first.flatMap(Self.weekday)
    if weekday != nil { words = words.dropFirst() }

    guard let first = words.popFirst(), let second = words.popFirst() else { return nil }
    var yearText: String
    let timeText: String
    let day: Int?
    let month: Int?
    if let named = Self.month(first) {
      guard let time = words.popFirst(), let year = words.popFirst() else { return nil }
      (form, month, day, timeText, yearText) = (.asctime, named, Self.number(second), time, year)
    } else {
      guard let year = words.popFirst(), let time = words.popFirst() else { return nil }
      form = year.utf8.count == 2 ? .rfc850 : .imfFixdate
      (month, day, timeText, yearText) = (Self.month(second), Self.number(first), time, year)
    }
    if let zone = words.popFirst() {
      guard ["gmt", "utc", "ut", "z", "+0000", "0000"].contains(lowercasedASCII(zone)) else {
        return nil
      }
    }
    let time = timeText.utf8.split(separator: ASCII.colon, omittingEmptySubsequences: false)
      .map { Self.number(String(decoding: $0, as: UTF8.self)) }
    guard words.isEmpty, let month, let day, time.count == 3,
      let hour = time[0], let minute = time[1], let second = time[2],
      let year = Self.year(yearText)
    else { return nil }

    func date(in year: Int) -> CivilDate? {
      CivilDate(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    }
    guard yearText.utf8.count == 2 else {
      guard let date = date(in: year) else { return nil }
      self.date = date
      return
    }
    guard let now else {
      guard let date = date(in: year >= 70 ? 1900 + year : 2000 + year) else { return nil }
      self.date = date
      return
    }
    // The latest century in which it is at most fifty years ahead.
    let century = CivilDate(epochSeconds: now).year / 100 * 100
    let (limit, overflow) = now.addingReportingOverflow(Self.fiftyYears)
    let dates = [100, 0, -100].compactMap { date(in: century + year + $0) }
    guard let date = dates.first(where: { overflow || $0.epochSeconds <= limit }) else {
      return nil
    }
    self.date = date
  }

  /// Whether `text` is what the form asks for, letter for letter.
  func isStrict(_ text: String) -> Bool {
    weekday.map { Self.render(date, as: form, weekday: $0) == text } ?? false
  }

  /// A date in a form, under the name of any day.
  static func render(_ date: CivilDate, as form: HTTPDate.Form, weekday: Int) -> String {
    let name = weekdays[weekday]
    let month = months[date.month - 1]
    let time = "\(two(date.hour)):\(two(date.minute)):\(two(date.second))"
    let digits = String(date.year.magnitude)
    let year =
      (date.year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    switch form {
    case .imfFixdate: return "\(name.prefix(3)), \(two(date.day)) \(month) \(year) \(time) GMT"
    case .rfc850: return "\(name), \(two(date.day))-\(month)-\(year.suffix(2)) \(time) GMT"
    case .asctime:
      let day = date.day < 10 ? " \(date.day)" : "\(date.day)"
      return "\(name.prefix(3)) \(month) \(day) \(time) \(year)"
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func weekday(_ word: String) -> Int? {
    let wanted = lowercasedASCII(word)
    return weekdays.firstIndex {
      let name = lowercasedASCII($0)
      return name == wanted || name.prefix(3) == wanted
    }
  }

  private static func month(_ word: String) -> Int? {
    let wanted = lowercasedASCII(word)
    return months.firstIndex { lowercasedASCII($0) == wanted }.map { $0 + 1 }
  }

  /// One or two digits.
  private static func number(_ word: String) -> Int? {
    1...2 ~= word.utf8.count && word.utf8.allSatisfy(ASCII.isDigit) ? Int(word) : nil
  }

  /// Two or four digits.
  private static func year(_ word: String) -> Int? {
    [2, 4].contains(word.utf8.count) && word.utf8.allSatisfy(ASCII.isDigit) ? Int(word) : nil
  }
}
