import Phrases
import Testing

@testable import Reports

@Suite struct NumberTextTests {
  @Test(arguments: [
    (0, "0"), (999, "999"), (1000, "1,000"), (8_322_278, "8,322,278"), (-12_345, "-12,345"),
    (Int.max, "9,223,372,036,854,775,807"),
  ])
  func groupsDigits(_ value: Int, expected: String) {
    #expect(NumberText.grouped(value) == expected)
  }

  @Test(arguments: [
    (0, "0 bytes"), (1, "1 byte"), (1023, "1,023 bytes"), (1024, "1,024 bytes (1.0 KiB)"),
    (8_322_278, "8,322,278 bytes (7.9 MiB)"), (1_048_575, "1,048,575 bytes (1023.9 KiB)"),
    (Int.max, "9,223,372,036,854,775,807 bytes (7.9 EiB)"),
  ])
  func tellsBytes(_ value: Int, expected: String) {
    #expect(NumberText.bytes(value).description == expected)
  }

  @Test(
    arguments: [
      (3_260_000, 1_200_000_000, "3.1 MiB/s over 1.2 s"),
      (7, 60_000_000_000, "7 B/s over 1 min 00 s"),
    ] as [(Int, Int64, String)])
  func tellsRates(_ rate: Int, time: Int64, expected: String) {
    #expect(NumberText.rate(rate, over: time).description == expected)
  }

  @Test(arguments: [
    (0, 10, "0 %"), (10, 10, "100 %"), (1, 8_000_000, "below 1 %"),
    (7_999_999, 8_000_000, "above 99 %"), (1, 3, "33 %"), (5, 0, "0 %"),
  ])
  func neverRoundsToAllOrNothing(_ part: Int, whole: Int, expected: String) {
    #expect(NumberText.share(part, of: whole).description == expected)
  }

  @Test(arguments: [
    (Int64(0), "0 ms"), (415_000, "0.41 ms"), (8_549_000, "8.5 ms"), (20_000_000, "20 ms"),
    (999_999_999, "999 ms"),
    (8_214_000_000, "8.2 s"), (245_000_000_000, "4 min 05 s"), (7_500_000_000_000, "2 h 05 min"),
    (-1_500_000_000, "-1.5 s"),
  ])
  func tellsDurations(_ nanoseconds: Int64, expected: String) {
    #expect(NumberText.duration(nanoseconds: nanoseconds) == expected)
  }

  @Test(arguments: [
    (Int64(1_000_000), "0.001"), (1_205_500_000, "1.205"), (-250_000_000, "-0.250"),
    (1_234_567_000_000_000, "1,234,567.000"),
  ])
  func tellsSeconds(_ nanoseconds: Int64, expected: String) {
    #expect(NumberText.seconds(nanoseconds: nanoseconds) == expected)
  }
}
