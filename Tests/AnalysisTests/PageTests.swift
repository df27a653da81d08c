import Analysis
import Capture
import Forge
import Foundation
import Packets
import Phrases
import Reports
import TestSupport
import Testing

/// The page, in a real browser.
@Suite struct PageTests {
  static let fixtures = [
    "deepc", "changed-without-if-range", "mirrors-out-of-step", "reopen-amplification",
    "server-killed",
  ]

  private static func page(_ report: Report, _ language: Language = .en) -> [UInt8] {
    var options = ReportOptions()
    options.salt = Salt(0, 0)
    options.language = language
    return ReportFormat.html.bytes(report, options: options)
  }

  /// No message in the console, nothing asked of anybody, light and dark and narrow; search, sort,
  /// zoom, details and copying work.
  @Test func worksInChromium() throws {
    // Debian's own first: only that one has Debian's modules.
    let pythons = ["/usr/bin/python3"] + [Program.path(of: "python3")].compactMap { $0 }
    guard Program.path(of: "chromedriver") != nil,
      let python = pythons.first(where: { path in
        (try? Program.run(path, ["-c", "import selenium"]).status) == 0
      })
    else {
      print("skipped: there is no chromedriver, or no python3-selenium")
      return
    }
    try Program.withTemporaryFolder { folder in
      var pages: [String] = []
      func add(_ name: String, _ bytes: [UInt8]) throws {
        let file = folder.appending(path: "\(name).html")
        try Data(bytes).write(to: file)
        pages.append(file.path)
      }
      for name in Self.fixtures {
        try add(name, Self.page(try report(ofFixture: "\(name)/capture.pcap")))
      }
      try add("chinese", Self.page(try report(ofFixture: "deepc/capture.pcap"), .zh))
      try add("hostile", Self.page(try Self.hostile()))
      let script = Fixture.root.appending(path: "Tests/Browser/check_page.py").path
      let outcome = try Program.run(python, [script] + pages)
      #expect(outcome.status == 0, "\(outcome.output.prefix(4000))")
      #expect(
        outcome.output.split(separator: "\n").count { $0.contains(": fine (") } == pages.count)
    }
  }

  /// A capture whose messages would do harm in a page that does not take care.
  private static func hostile() throws -> Report {
    let evil = [
      "<script>window.hacked=1</script>", "\"><img src=x onerror=window.hacked=1>",
      "</script><script>window.hacked=1</script>", "'-alert(1)-'", "javascript:window.hacked=1",
      "\u{202E}gpj.exe", String(repeating: "A", count: 200_000), "\u{1B}]0;x\u{7}",
    ]
    let resources = evil.enumerated().map { number, text in
      var resource = ForgedResource(
        "/\(text.replacing(" ", with: "+").prefix(5000))", host: "h", size: 2000,
        etag: "\"\(text.replacing("\"", with: "'"))\"")
      resource.requestHeaders = [HeaderLine("User-Agent", text), HeaderLine("X-\(number)", text)]
      resource.responseHeaders = [HeaderLine("Server", text), HeaderLine("Via", text)]
      return resource
    }
    let capture = ForgedCapture(
      connections: resources.enumerated().map { number, resource in
        ForgedConnection(
          client: Endpoint(
            address: IPAddress(ipv4: 0x0A00_0001), port: UInt16(50_000 + number)),
          server: "10.0.0.2:80",
          exchanges: [
            resource.rangeExchange(first: 0, last: 999),
            resource.rangeExchange(first: 1000, last: 1999),
          ])
      })
    return try report(of: capture)
  }
}
