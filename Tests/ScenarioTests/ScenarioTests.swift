import Analysis
import Capture
import Forge
import Foundation
import Packets
import Phrases
import Ranges
import Reports
import Rules
import Scenarios
import TestSupport
import Testing

/// The scenarios that come with the tool show what they say.
@Suite struct ScenarioTests {
  private static func report(_ script: ScenarioScript) throws -> Report {
    try Program.withTemporaryFolder { folder in
      let path = folder.appending(path: "capture.pcap").path
      try script.capture.write(toFile: path)
      let source = try FileSource(path: path)
      var analyzer = Analyzer()
      try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
      return analyzer.finish(inputs: [source.info])
    }
  }

  @Test(arguments: Scenarios.all.map(\.name))
  func firesTheRulesThatItIsMadeFor(_ name: String) throws {
    let script = try ScenarioScript(try #require(Scenarios.named(name)))
    #expect(!script.title.isEmpty)
    #expect(!script.expected.isEmpty)
    let known = Set(Rule.catalogue.map(\.id))
    #expect(script.expected.filter { !known.contains($0) } == [])
    let found = Set(try Self.report(script).findings.map(\.rule))
    #expect(
      script.expected.filter { !found.contains($0) } == [], "it shows \(found.sorted())")
  }

  @Test(arguments: Scenarios.all.map(\.name))
  func isToldInChineseThroughout(_ name: String) throws {
    let report = try Self.report(try ScenarioScript(try #require(Scenarios.named(name))))
    var options = ReportOptions()
    options.language = .zh
    options.width = 10_000
    let text = String(decoding: ReportFormat.text.bytes(report, options: options), as: UTF8.self)
    #expect(EnglishWords.lines(of: text) == [])
  }

  /// A short answer of another type in place of the rest is not called all of the file.
  @Test func anErrorPageIsNotTheFile() throws {
    let text = try #require(Scenarios.named("error-page"))
    let report = try Self.report(try ScenarioScript(text))
    #expect(report.downloads.map(\.verdict) == [.incomplete])
    let said = String(decoding: ReportFormat.text.bytes(report), as: UTF8.self)
    #expect(said.contains("never came: in place of the rest came #2, 46"))
    #expect(said.contains("missing       60000-119999, of version 1"))
    let story = WalkthroughText(report, language: .en, options: ReportOptions()).text
    #expect(story.contains("The whole file has 120,000 bytes"))
    #expect(story.contains("#2 is answered: 200, but not with the file"))
    #expect(story.contains("in place of the rest: most likely an error page"))
    #expect(!story.contains("nothing is missing") && !story.contains("Everything came"))
    #expect(story.components(separatedBy: "Held now: 60,000 of 120,000").count == 3)
  }

  /// With a validator it may be a new file of that name; what it looks like is said.
  @Test func aShortFileOfAnotherTypeIsInDoubt() throws {
    let text = try #require(Scenarios.named("error-page")).replacing(
      "    header Content-Type", with: "    header ETag: \"p\"\n    header Content-Type")
    let report = try Self.report(try ScenarioScript(text))
    #expect(report.downloads.map(\.verdict) == [.restarted])
    var options = ReportOptions()
    options.width = 1000
    let said = String(decoding: ReportFormat.text.bytes(report, options: options), as: UTF8.self)
    #expect(said.contains("It is short and of another type than the content before: perhaps an"))
  }

  @Test func eachFileIsEmbedded() throws {
    let folder = Fixture.folder.appending(path: "scenarios").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".scenario") }.map { String($0.dropLast(9)) }
    #expect(Scenarios.all.map(\.name) == files.sorted())
    #expect(files.count == 20)
  }
}
