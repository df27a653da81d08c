import HTTP
import Testing
import Transactions

@testable import Phrases
@testable import Rules

/// What findings say, word for word, where it depends on the traffic.
@Suite struct DetailTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var rule: String
    var detail: String
    var make: @Sendable (inout Traffic) -> Void

    init(
      _ rule: String, _ detail: String, _ make: @escaping @Sendable (inout Traffic) -> Void
    ) {
      self.rule = rule
      self.detail = detail
      self.make = make
    }

    var testDescription: String { "\(rule): \(detail)" }
  }

  private static let missing = "990 bytes of 1,000 (99%) did not come, in 1 gap: 10-999."

  static let rows = [
    Row("download-incomplete", "\(missing) They were never asked for.") { $0.part(0..<10) },
    Row(
      "download-incomplete",
      "\(missing) The client asked for them, and broke the bodies off before they came."
    ) {
      $0.part(0..<1000, delivered: 10, end: .clientReset)
      $0.part(0..<5)
    },
    Row(
      "download-incomplete", "\(missing) The client asked for them, and no response brought them."
    ) {
      // Nothing was broken off: the server sent less than the whole.
      $0.add(status: 206, [("Content-Range", "bytes 0-9/1000"), ("ETag", Traffic.tag)], body: 10)
    },
    Row(
      "download-incomplete",
      """
      \(missing) The client asked for them, and no response brought them; the connection of #2 went \
      over to h2c, which was not read.
      """
    ) {
      $0.part(0..<10)
      $0.add(range: "bytes=10-999", status: 101, [("Upgrade", "h2c")])
    },
  ]

  @Test(arguments: rows)
  func says(_ row: Row) throws {
    var traffic = Traffic()
    row.make(&traffic)
    let finding = try #require(traffic.diagnosis.findings.first { $0.rule == row.rule })
    #expect(finding.detail.description == row.detail)
    for language in Language.allCases where language != .en {
      #expect(Phrasebook(language).missing(in: finding.detail) == [])
    }
  }
}
