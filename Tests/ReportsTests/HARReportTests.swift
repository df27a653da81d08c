import Analysis
import Foundation
import TestSupport
import Testing

@testable import Reports

@Suite struct HARReportTests {
  private static let validator = "/usr/share/nodejs/har-validator"

  /// The archive, accepted by a validator that is none of ours.
  @Test(arguments: ["deepc", "trouble", "hostile", "empty"])
  func isAcceptedByTheValidator(_ name: String) throws {
    guard let node = Program.path(of: "node"),
      FileManager.default.fileExists(atPath: Self.validator)
    else {
      print("skipped: there is no node-har-validator")
      return
    }
    let report =
      switch name {
      case "deepc": SampleReports.deepc()
      case "trouble": SampleReports.trouble()
      case "hostile": HostileReportTests.report()
      default: Report()
      }
    let script = """
      const validate = require('\(Self.validator)/lib/promise.js');
      const text = require('fs').readFileSync(0, 'utf8');
      validate.har(JSON.parse(text)).then(() => console.log('valid'),
        error => { console.log(JSON.stringify(error.errors).slice(0, 2000)); process.exit(1) });
      """
    let outcome = try Program.run(
      node, ["-e", script], input: ReportFormat.har.bytes(report),
      // Where Debian keeps the modules of its packages, whoever built node.
      environment: ["NODE_PATH": "/usr/share/nodejs"])
    #expect(outcome.output == "valid\n")
  }

  @Test func tellsTimesThatAddUp() throws {
    let bytes = ReportFormat.har.bytes(SampleReports.deepc())
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: [String: Any]])
    let entries = try #require(object["log"]?["entries"] as? [[String: Any]])
    #expect(entries.count == 3)
    for entry in entries {
      let timings = try #require(entry["timings"] as? [String: Double])
      let sum = timings.values.filter { $0 > 0 }.reduce(0, +)
      #expect(abs(sum - (try #require(entry["time"] as? Double))) < 0.000_01)
    }
    let response = try #require(entries[0]["response"] as? [String: Any])
    #expect(response["status"] as? Int == 0, "no answer is no status")
  }

  @Test(arguments: [
    ("http://h/a b", "http://h/a%20b"),
    ("http://h/\"<>^`{|}\\", "http://h/%22%3C%3E^%60%7B%7C%7D%5C"),
    ("[::1]:443", "http://[::1]:443"), ("http://h/é", "http://h/%C3%A9"),
    ("http://h/%20?a=b&c", "http://h/%20?a=b&c"),
  ])
  func encodesWhatAnAddressHasNoPlaceFor(_ url: String, _ expected: String) {
    #expect(HARAddress.text(url) == expected.replacing("^", with: "%5E"))
  }

  @Test func takesSecretsOutOfQueriesAndFields() {
    let text = String(decoding: ReportFormat.har.bytes(SampleReports.trouble()), as: UTF8.self)
    #expect(!text.contains("deadbeef"))
    #expect(!text.contains("Basic czpz"))
    var options = ReportOptions()
    options.showSecrets = true
    let open = ReportFormat.har.bytes(SampleReports.trouble(), options: options)
    #expect(String(decoding: open, as: UTF8.self).contains("deadbeef"))
  }
}
