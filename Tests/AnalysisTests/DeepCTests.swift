import Analysis
import HTTP
import Ranges
import Reports
import Rules
import TestSupport
import Testing
import Transactions

/// The exchange that everything began with.
@Suite struct DeepCTests {
  @Test(arguments: [(ReportFormat.text, "txt"), (.json, "json")])
  func isReportedAsTheGoldenSays(_ format: ReportFormat, _ name: String) throws {
    var options = ReportOptions()
    options.salt = Salt(0, 0)
    options.width = 100
    let bytes = format.bytes(try report(ofFixture: "deepc/capture.pcap"), options: options)
    try expectGolden(bytes, "deepc/report.\(name)")
  }

  @Test func isOneResourceCoveredWholeByTwoParts() throws {
    let report = try report(ofFixture: "deepc/capture.pcap")
    #expect(report.downloads.count == 1)
    let download = try #require(report.downloads.first)
    #expect(download.verdict == .complete)
    #expect(download.completeLength == 8_322_278)
    #expect(download.covered == [0..<8_322_278])
    #expect(download.gaps == [])
    #expect(download.redundantBytes == 0)
    #expect(download.transactions == [1, 2, 3])
    #expect(download.url == "http://192.168.1.3/deepc.a")
    #expect(download.aliases == ["http://192.168.100.189/deepc.a"])
    #expect(download.versions.map(\.etag) == ["\"7efce6-4f8742f6ed9b2\""])
    #expect(download.versions.map(\.transactions) == [[2, 3]])
    #expect(
      Set(report.findings.map(\.rule)) == [
        "host-alias", "request-unanswered", "keep-alive-gap", "capture-loss", "capture-sliced",
      ])
    #expect(report.findings.allSatisfy { $0.severity == .note })
  }
}
