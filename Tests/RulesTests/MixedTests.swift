import Phrases
import Ranges
import Rules
import Testing
import Transactions

/// Bytes that came twice and differ: what that makes of the client's file.
@Suite struct MixedTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var verdict: Verdict
    var joins: Bool?
    var make: @Sendable (inout Traffic) -> Void

    /// `joins`: whether the client joined bytes that differ; `nil`: none are found.
    init(
      _ testDescription: String, _ verdict: Verdict, joins: Bool?,
      make: @escaping @Sendable (inout Traffic) -> Void
    ) {
      self.testDescription = testDescription
      self.verdict = verdict
      self.joins = joins
      self.make = make
    }
  }

  static let rows = [
    Row("overlapping parts differ", .mixed, joins: true) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(1024..<8192, of: 8192, bytes: 2)
    },
    Row("overlapping parts are equal", .complete, joins: nil) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(1024..<8192, of: 8192, bytes: 1)
    },
    Row("the earlier positions came later", .mixed, joins: true) {
      $0.part(4096..<8192, of: 8192, bytes: 1)
      $0.part(0..<6000, of: 8192, bytes: 2)
    },
    Row("without a validator", .mixed, joins: true) {
      $0.part(0..<4096, of: 8192, etag: nil, bytes: 1)
      $0.part(1024..<8192, of: 8192, etag: nil, bytes: 2)
    },
    Row("a whole takes the place of the part", .complete, joins: false) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.whole(8192, bytes: 2)
    },
    Row("a part of everything takes the place of the part", .complete, joins: false) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(0..<8192, of: 8192, bytes: 2)
    },
    Row("a part is put over the whole that was broken off", .mixed, joins: true) {
      $0.part(0..<8192, of: 8192, bytes: 1, delivered: 6144, end: .serverClosed)
      $0.part(4096..<8192, of: 8192, bytes: 2)
    },
    Row("what is read again of a file that was there whole", .complete, joins: false) {
      $0.part(0..<8192, of: 8192, bytes: 1)
      $0.part(1024..<4096, of: 8192, bytes: 2)
    },
    Row("the client breaks the other bytes off, and asks no more", .incomplete, joins: false) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(1024..<8192, of: 8192, bytes: 2, delivered: 4000, end: .clientReset)
    },
  ]

  @Test(arguments: rows)
  func isMixedWhereTheClientJoined(_ row: Row) throws {
    var traffic = Traffic()
    row.make(&traffic)
    let download = try #require(traffic.downloads.first)
    #expect(traffic.downloads.count == 1)
    #expect(download.divergence?.isJoined == row.joins)
    #expect(download.verdict == row.verdict)
    let diagnosis = traffic.diagnosis
    let found = diagnosis.findings.first { $0.rule == "content-diverged" }
    #expect((found != nil) == (row.joins != nil))
    #expect(found?.detail.description.contains("into one file") == row.joins)
    if row.joins == true {
      let cause = try #require(diagnosis.causes.first.flatMap { $0 })
      let expected = download.versions[0].etag == nil ? "resume-without-validator" : found?.rule
      #expect(diagnosis.findings[cause - 1].rule == expected)
      #expect(!diagnosis.findings.contains { $0.rule == "download-mixed" })
      #expect(!diagnosis.findings.contains { $0.detail.description.contains("it went well") })
    }
  }
}
