import HTTP
import TestSupport
import Testing

@Suite struct HTTPDateTests {
  static let example: Int64 = 784_111_777

  @Test(
    arguments: [
      // RFC 9110 §5.6.7.
      ("Sun, 06 Nov 1994 08:49:37 GMT", example, .imfFixdate),
      ("Sunday, 06-Nov-94 08:49:37 GMT", example, .rfc850),
      ("Sun Nov  6 08:49:37 1994", example, .asctime),
      ("Wed Nov 16 08:49:37 1994", example + 864_000, .asctime),
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0, .imfFixdate),
      ("Wed, 31 Dec 1969 23:59:59 GMT", -1, .imfFixdate),
      ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400, .imfFixdate),
      ("Tue, 19 Jan 2038 03:14:08 GMT", 1 << 31, .imfFixdate),
      ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799, .imfFixdate),
      ("Sat, 01 Jan 0000 00:00:00 GMT", -62_167_219_200, .imfFixdate),
      // A leap second.
      ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800, .imfFixdate),
    ] as [(String, Int64, HTTPDate.Form)])
  func readsTheThreeForms(_ value: String, _ seconds: Int64, _ form: HTTPDate.Form) throws {
    let date = try #require(HTTPDate(value))
    #expect(date.epochSeconds == seconds)
    #expect(date.form == form)
    #expect(date.isStrict)
    #expect(!date.hasWrongWeekday)
  }

  @Test(arguments: [
    "sun, 06 nov 1994 08:49:37 gmt", "Sun, 6 Nov 1994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000",
    "Sun, 06-Nov-1994 08:49:37 GMT", "Sun,06 Nov 1994 08:49:37 GMT",
    " Sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 8:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Sun Nov 6 08:49:37 1994",
    "Sun Nov 06 08:49:37 1994", "Sun, 06 Nov 94 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT",
  ])
  func readsWhatIsNearlyADate(_ value: String) throws {
    let date = try #require(HTTPDate(value))
    #expect(date.epochSeconds == Self.example)
    #expect(!date.isStrict)
    #expect(!date.hasWrongWeekday)
  }

  @Test func toleratesTheWrongDay() throws {
    let date = try #require(HTTPDate("Mon, 06 Nov 1994 08:49:37 GMT"))
    #expect(date.epochSeconds == Self.example)
    #expect(date.hasWrongWeekday)
    #expect(date.isStrict)
  }

  @Test(arguments: [
    "", " ", "0", "-1", "now", "Sun", "Sun, 06 Nov 1994", "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 1900 08:49:37 GMT",
    "Sun, 29 Feb 2023 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 EST",
    "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 06 Nov 1994 08:49:37 GMT x",
    "Sun, 06 Nov 199 08:49:37 GMT", "Sun, 06 Nov 19944 08:49:37 GMT",
    "Sun, 006 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37.5 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT\u{0}", "\u{0}", "1994-11-06T08:49:37Z",
    "Sun, 06 Nov 99999999999999999999 08:49:37 GMT", "Sun, +6 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov -994 08:49:37 GMT", "Sun, 06 Nov 1994 08::37 GMT", "Sun Nov 6 08:49:37",
    "Sun, 06 Nov 1994 08:49:37:00 GMT", String(repeating: "Sun ", count: 250_000),
  ])
  func refuses(_ value: String) {
    #expect(HTTPDate(value) == nil)
  }

  @Test(arguments: [
    // Two digits of a year, and the moment they are read.
    ("94", "Fri, 02 Jan 2026 00:00:00 GMT", "1994"),
    ("25", "Fri, 02 Jan 2026 00:00:00 GMT", "2025"),
    ("75", "Fri, 02 Jan 2026 00:00:00 GMT", "2075"),
    ("77", "Fri, 02 Jan 2026 00:00:00 GMT", "1977"),
    ("01", "Sun, 01 Feb 2099 00:00:00 GMT", "2101"),
    ("94", "Sun, 06 Nov 1994 00:00:00 GMT", "1994"),
    ("20", "Sun, 06 Nov 1994 00:00:00 GMT", "2020"),
    ("50", "Sun, 06 Nov 1994 00:00:00 GMT", "1950"),
  ])
  func understandsTwoDigitsOfAYear(_ digits: String, _ now: String, _ year: String) throws {
    let now = try #require(HTTPDate(now)).epochSeconds
    let date = try #require(HTTPDate("Sunday, 06-Nov-\(digits) 08:49:37 GMT", now: now))
    #expect(date.description.contains(" \(year) "))
  }

  @Test(arguments: [("69", "2069"), ("70", "1970"), ("00", "2000"), ("99", "1999")])
  func knowsACenturyWithoutAMoment(_ digits: String, _ year: String) throws {
    let date = try #require(HTTPDate("Sunday, 06-Nov-\(digits) 08:49:37 GMT"))
    #expect(date.description.contains(" \(year) "))
  }

  @Test(arguments: [Int64.min, Int64.max])
  func bearsAnyMomentForTwoDigits(now: Int64) {
    _ = HTTPDate("Sunday, 06-Nov-94 08:49:37 GMT", now: now)
    #expect(!HTTPDate.format(now).isEmpty)
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func readsWhatItWrites(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &generator)
    let date = try #require(HTTPDate(HTTPDate.format(seconds)))
    #expect(date == HTTPDate(epochSeconds: seconds))
  }

  @Test func countsTheDaysOfFourCenturies() {
    // From 1600-01-01 to 2000-01-01, by a step that is prime to weeks, years and leap years.
    for day in stride(from: Int64(-135_140), through: 10_957, by: 11) {
      let text = HTTPDate.format(day * 86_400)
      let date = HTTPDate(text)
      guard date?.epochSeconds == day * 86_400, date?.hasWrongWeekday == false else {
        Issue.record("\(text)")
        return
      }
    }
    #expect(HTTPDate.format(-135_140 * 86_400) == "Sat, 01 Jan 1600 00:00:00 GMT")
    #expect(HTTPDate.format(10_957 * 86_400) == "Sat, 01 Jan 2000 00:00:00 GMT")
  }
}
