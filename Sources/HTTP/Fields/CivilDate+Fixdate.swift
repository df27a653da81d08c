import Bytes

extension CivilDate {
  /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, written exactly so, as nearly all dates are.
  ///
  /// `nil` where it is written in any other way, or is no date; else `weekday` becomes the day of
  /// the week that is named, 0 for Sunday.
  init?(fixdate text: String.UTF8View, weekday: inout Int) {
    let found = text.withContiguousStorageIfAvailable { Self.fixdate($0) } ?? nil
    guard let (date, day) = found else { return nil }
    self = date
    weekday = day
  }

  private static func fixdate(_ text: UnsafeBufferPointer<UInt8>) -> (CivilDate, weekday: Int)? {
    guard text.count == 29, let weekday = name(text, at: 0, of: "SunMonTueWedThuFriSat"),
      let month = name(text, at: 8, of: "JanFebMarAprMayJunJulAugSepOctNovDec"),
      let day = number(text, 5..<7), let year = number(text, 12..<16),
      let hour = number(text, 17..<19), let minute = number(text, 20..<22),
      let second = number(text, 23..<25),
      text[3] == ASCII.comma, text[4] == ASCII.space, text[7] == ASCII.space,
      text[11] == ASCII.space, text[16] == ASCII.space, text[19] == ASCII.colon,
      text[22] == ASCII.colon, text[25] == ASCII.space, text[26] == UInt8(ascii: "G"),
      text[27] == UInt8(ascii: "M"), text[28] == UInt8(ascii: "T"),
      let date = CivilDate(
        year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    return (date, weekday)
  }

  /// Which of the names of three letters in `names` stands at `start`.
  private static func name(
    _ text: UnsafeBufferPointer<UInt8>, at start: Int, of names: StaticString
  ) -> Int? {
    let names = UnsafeBufferPointer(start: names.utf8Start, count: names.utf8CodeUnitCount)
    var place = 0
    while place < names.count {
      if text[start] == names[place], text[start + 1] == names[place + 1],
        text[start + 2] == names[place + 2]
      {
        return place / 3
      }
      place += 3
    }
    return nil
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    var number = 0
    for position in range {
      guard let digit = ASCII.digit(text[position]) else { return nil }
      number = number * 10 + digit
    }
    return number
  }
}
