import Packets
import Testing

@testable import Reports

@Suite struct MomentTests {
  static let rows: [(Int64, Int, String)] = [
    (0, 6, "1970-01-01T00:00:00.000000Z"),
    (1_399_180_494_123_456_789, 6, "2014-05-04T05:14:54.123456Z"),
    (1_399_180_494_123_456_789, 9, "2014-05-04T05:14:54.123456789Z"),
    (951_782_400_000_000_000, 0, "2000-02-29T00:00:00Z"),
    (1_704_067_199_999_999_999, 9, "2023-12-31T23:59:59.999999999Z"),
    (-1, 9, "1969-12-31T23:59:59.999999999Z"),
    (.max, 9, "2262-04-11T23:47:16.854775807Z"),
    (.min, 9, "1677-09-21T00:12:43.145224192Z"),
  ]

  @Test(arguments: rows)
  func writesRFC3339(_ nanoseconds: Int64, digits: Int, expected: String) {
    #expect(Moment.text(Timestamp(nanoseconds: nanoseconds), digits: digits) == expected)
  }
}
