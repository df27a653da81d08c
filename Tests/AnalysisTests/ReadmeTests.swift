import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  @Test func showsTheReportThatTheDemoPrints() throws {
    let readme = try String(contentsOf: Fixture.root.appending(path: "README.md"), encoding: .utf8)
    let report = String(decoding: try Fixture.bytes("deepc/report.txt"), as: UTF8.self)
      .replacing("deepc/capture.pcap", with: "Fixtures/deepc/capture.pcap", maxReplacements: 1)
    #expect(readme.contains("$ rangescope Fixtures/deepc/capture.pcap\n\(report)```\n"))
  }
}
