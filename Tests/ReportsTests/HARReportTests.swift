import Analysis
import Foundation
import HTTP
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

  @Test(arguments: [true, false])
  func listsCookiesAndKeepsTheirSecrets(_ showsSecrets: Bool) {
    var options = ReportOptions()
    options.showSecrets = showsSecrets
    let cookies = HARCookies(redactor: Redactor(options))
    let fields = HeaderFields([
      ("Cookie", "sid=a=b ; theme=dark;; bare"),
      ("Set-Cookie", "sid=31d4; Path=/; Secure; HttpOnly; Expires=Sat, 03 May 2014 00:43:22 GMT"),
      ("Set-Cookie", "b=\"2\"; Domain=h.example; Max-Age=1; Expires=soon"), ("Set-Cookie", ""),
    ])
    let (sent, set) = (cookies.sent(fields), cookies.set(fields))
    #expect(sent.count == 3 && set.count == 2)
    guard showsSecrets else {
      let all = (sent + set).flatMap { [$0.name, $0.value] }
      #expect(all.allSatisfy { $0.hasPrefix("[redacted ") })
      #expect(sent[0].name == set[0].name, "the same name has the same hash")
      #expect(set.allSatisfy { $0.path == nil && $0.domain == nil && $0.expires == nil })
      return
    }
    #expect(sent.map(\.name) == ["sid", "theme", ""])
    #expect(sent.map(\.value) == ["a=b", "dark", "bare"])
    #expect(
      set == [
        .init(
          name: "sid", value: "31d4", path: "/", expires: "2014-05-03T00:43:22Z",
          isHTTPOnly: true, isSecure: true),
        .init(name: "b", value: "\"2\"", domain: "h.example"),
      ])
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
