import Capture
import Foundation
import Packets
import TestSupport
import Testing

/// Real traffic of nginx and curl between hosts of the test's own.
@Suite(.serialized, .enabled(if: TestNetwork.isPossible, Comment(rawValue: TestNetwork.why)))
struct NamespaceTests {
  /// A report without what must differ between an interface and a file.
  private func comparable(_ data: Data) throws -> NSDictionary {
    var report = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    report["inputs"] = nil
    var summary = try #require(report["summary"] as? [String: Any])
    summary["let_go"] = nil
    report["summary"] = summary
    return report as NSDictionary
  }

  /// The lengths and bytes of the packets of a file.
  private func packets(_ path: String, _ filter: String? = nil) throws -> [[UInt8]] {
    let source = try FileSource(path: path, filter: filter)
    var packets: [[UInt8]] = []
    try source.forEach { _, bytes in
      packets.append(bytes.withUnsafeBytes { Array($0) })
    }
    return packets
  }

  private func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool { a.lexicographicallyPrecedes(b) }

  @Test func theLiveReportIsThatOfTheFileThatWasWritten() throws {
    let network = try TestNetwork(size: 24_000_000)
    defer { network.remove() }
    let filter = "tcp port 8080"
    let file = network.folder.appending(path: "live.pcapng").path
    let beside = network.folder.appending(path: "beside.pcap").path
    let tcpdump = try network.start(
      [
        "tcpdump", "-i", TestNetwork.interface, "-U", "-B", "32768", "--immediate-mode", "-Z",
        "root", "--time-stamp-precision=nano", "-w", beside, filter,
      ], errors: "tcpdump")
    try TestNetwork.until("tcpdump") { network.text("tcpdump").contains("listening on") }
    let live = try network.live([
      "-f", filter, "-w", file, "--format", "json", "--fail-on", "note",
    ])
    // Broken off in the middle, and resumed.
    #expect(try network.fetch(["--limit-rate", "1M", "-m", "1"], to: "file") == 28)
    #expect(try network.fetch(["-C", "-"], to: "file") == 0)
    #expect(
      FileManager.default.contentsEqual(
        atPath: network.folder.appending(path: "file").path,
        andPath: network.folder.appending(path: "big.bin").path))
    TestNetwork.wait(0.5)
    live.send(SIGINT)
    tcpdump.send(SIGTERM)
    _ = tcpdump.status()
    #expect(live.status() == 1, "\(network.text("errors"))")

    let own = try Data(contentsOf: network.folder.appending(path: "output"))
    let report = try TestNetwork.start(
      [RunningLive.executable.path, "--format", "json", file],
      output: network.folder.appending(path: "report.json"))
    _ = report.status()
    let ofFile = try Data(contentsOf: network.folder.appending(path: "report.json"))
    #expect(try comparable(own) == comparable(ofFile))
    let downloads = try #require(try comparable(own)["downloads"] as? [[String: Any]])
    #expect(downloads.count == 1)
    #expect(downloads.first?["verdict"] as? String == "complete")
    #expect(downloads.first?["complete_length"] as? Int == 24_000_000)

    // The same packets as another program captured beside it, be it in another order: each program
    // has a queue of its own, which several processors fill.
    let (ours, theirs) = (try packets(file), try packets(beside))
    #expect(ours.count == theirs.count)
    let areTheSame = ours.sorted(by: precedes) == theirs.sorted(by: precedes)
    #expect(areTheSame)
  }

  @Test func linesComeAsThingsHappenAndSignalsAreObeyed() throws {
    let network = try TestNetwork(size: 100_000)
    defer { network.remove() }
    let file = network.folder.appending(path: "a.pcapng")
    let live = try network.live(["--format", "ndjson", "-w", file.path, "-f", "tcp"])
    try network.fetch(["-r", "0-99"])
    try TestNetwork.until("transaction") {
      network.text("output").contains("\"kind\":\"transaction\"")
    }
    #expect(!network.text("output").contains("\"kind\":\"summary\""))
    live.send(SIGUSR1)
    try TestNetwork.until("report") { network.text("output").contains("\"kind\":\"summary\"") }

    let old = network.folder.appending(path: "old.pcapng")
    try FileManager.default.moveItem(at: file, to: old)
    live.send(SIGHUP)
    try TestNetwork.until("new file") { FileManager.default.fileExists(atPath: file.path) }
    try network.fetch(["-r", "100-199"])
    try TestNetwork.until("second transaction") {
      network.text("output").components(separatedBy: "\"kind\":\"transaction\"").count == 3
    }
    live.send(SIGTERM)
    #expect(live.status() == 0)
    for line in network.text("output").split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["schema"] as? String == "rangescope/1")
    }
    #expect(network.text("output").contains("\"closed\":true"))
    #expect(try packets(old.path).count > 5)
    #expect(try packets(file.path).count > 5)
    // Written by the user that it became.
    let owner = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(owner[.ownerAccountName] as? String == "nobody")
  }

  @Test func anInterfaceThatGoesAwayIsSaidAndSurvived() throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    let live = try network.live(["--format", "ndjson"])
    let interface = TestNetwork.interface
    try TestNetwork.must(["ip", "-n", network.client, "link", "set", interface, "down"])
    try TestNetwork.until("down") { network.text("errors").contains("the interface is down") }
    try TestNetwork.must(["ip", "-n", network.client, "link", "set", interface, "up"])
    try TestNetwork.until("back") { network.text("errors").contains("the interface is back") }
    try TestNetwork.until("transaction") {
      try network.fetch(["-r", "0-9"])
      return network.text("output").contains("\"kind\":\"transaction\"")
    }
    try TestNetwork.must(["ip", "-n", network.client, "link", "del", interface])
    try TestNetwork.until("gone") { network.text("errors").contains("the interface is gone") }
    try network.link()
    try TestNetwork.until("back again") {
      network.text("errors").components(separatedBy: "the interface is back").count == 3
    }
    let before = network.text("output").count
    try TestNetwork.until("transaction after it") {
      try network.fetch(["-r", "0-9", "-m", "2"])
      return network.text("output").count > before
    }
    #expect(live.isRunning)
    live.send(SIGINT)
    #expect(live.status() == 0)
  }

  @Test func metricsAreServed() throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    let live = try network.live(["--metrics", "19321", "--format", "json"])
    try network.fetch(["-r", "0-9"])
    func scrape(_ name: String) throws -> String {
      let curl = try network.start(
        ["curl", "-s", "-i", "http://127.0.0.1:19321/metrics"], output: name)
      _ = curl.status()
      return network.text(name)
    }
    try TestNetwork.until("count") {
      try scrape("metrics").contains("rangescope_exchanges_total{status=\"206\"} 1\n")
    }
    let page = try scrape("metrics")
    #expect(page.contains("text/plain; version=0.0.4"))
    #expect(page.contains("rangescope_interface_up 1\n"))
    if let promtool = TestNetwork.find("promtool") {
      let check = try TestNetwork.start(
        [
          "sh", "-c",
          "sed '1,/^\r*$/d' '\(network.folder.path)/metrics' | \(promtool) check metrics",
        ],
        output: network.folder.appending(path: "lint"),
        errors: network.folder.appending(path: "lint"))
      #expect(check.status() == 0, "\(network.text("lint"))")
    } else {
      print("skipped: promtool check metrics, as there is no promtool (of Debian's prometheus)")
    }
    // A port in use is told before anything is captured.
    let second = try network.start(
      [
        RunningLive.executable.path, "live", "-i", TestNetwork.interface, "--metrics", "19321",
        "--duration", "1",
      ], output: "output2", errors: "errors2")
    #expect(second.status() == 74)
    #expect(network.text("errors2").contains("--metrics 19321: cannot be listened at"))
    live.send(SIGINT)
    #expect(live.status() == 0)
  }

  @Test func durationAndCountEndIt() throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    for arguments in [["--duration", "0.3"], ["-c", "3"]] {
      let live = try network.live(arguments + ["--format", "json", "-f", "tcp"])
      if arguments[0] == "-c" { try network.fetch(["-r", "0-9"]) }
      #expect(live.status() == 0)
      let report =
        try JSONSerialization.jsonObject(
          with: Data(contentsOf: network.folder.appending(path: "output"))) as? [String: Any]
      let inputs = report?["inputs"] as? [[String: Any]]
      #expect(inputs?.first?["kind"] as? String == "live")
      #expect(inputs?.first?["packets"] as? Int == (arguments[0] == "-c" ? 3 : 0))
    }
  }
}
