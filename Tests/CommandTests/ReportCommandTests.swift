import Forge
import Foundation
import Scenarios
import TestSupport
import Testing

@Suite struct ReportCommandTests {
  private func withCapture(_ bytes: [UInt8], _ body: (String) throws -> Void) throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).pcap")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    try body(file.path)
  }

  @Test func readsACaptureInEveryForm() throws {
    try withCapture(Scenario.deepc().pcap()) { path in
      let text = try RunningTool.run([path])
      #expect(text.status == 0 && text.errors == "")
      #expect(text.output.hasPrefix(path))
      #expect(!text.output.contains("\u{1B}"), "no colour where there is no terminal")
      let colour = try RunningTool.run([path], environment: ["CLICOLOR_FORCE": "1"])
      #expect(colour.output.contains("\u{1B}["))
      let forced = try RunningTool.run(
        ["--color", "never", path], environment: ["CLICOLOR_FORCE": "1"])
      #expect(!forced.output.contains("\u{1B}"))
      let json = try RunningTool.run(["report", "-r", path, "--format", "json"])
      let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
      #expect((object as? [String: Any])?["schema"] as? String == "rangescope/1")
    }
  }

  @Test func theReportDoesNotDependOnHowManyThreadsWork() throws {
    try withCapture(Scenario.small(exchanges: 600).pcap()) { path in
      for format in ["text", "json", "ndjson"] {
        let arguments = ["--format", format, path, path]
        let one = try RunningTool.run(arguments + ["--threads", "1"])
        #expect(one.status == 0 && one.output.contains(path))
        for threads in ["2", "3", "64"] {
          let several = try RunningTool.run(arguments + ["--threads", threads])
          #expect(several.output == one.output && several.status == 0 && several.errors == "")
        }
      }
      for wrong in ["0", "-1", "65", "two"] {
        #expect(try RunningTool.run([path, "--threads=\(wrong)"]).status == 64)
      }
    }
  }

  /// Lines that are told while a capture is read are of the same transactions, and count the same.
  @Test func tellsLinesWhileItReads() throws {
    func lines(_ output: String) throws -> [[String: Any]] {
      try output.split(separator: "\n").map {
        try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
      }
    }
    func keys(_ lines: [[String: Any]]) -> [String] {
      lines.filter { $0["kind"] as? String == "transaction" }
        .compactMap { $0["key"] as? String }.sorted()
    }
    try withCapture(Scenario.small(exchanges: 600).pcap()) { path in
      let arguments = [path, "--format", "ndjson"]
      let whole = try RunningTool.run(arguments)
      let told = try RunningTool.run(arguments + ["--max-downloads", "5"])
      #expect(told.status == 0 && told.errors == "")
      let (all, early) = (try lines(whole.output), try lines(told.output))
      #expect(keys(early) == keys(all))
      #expect(all.last?["requests"] as? Int == 600)
      for name in ["packets", "connections", "requests", "responses", "range_requests"] {
        #expect(early.last?[name] as? Int == all.last?[name] as? Int)
      }
      // What is told for the last time stands before what is read later.
      let first = try #require(early.firstIndex { $0["closed"] as? Bool == true })
      #expect(early[first...].contains { $0["kind"] as? String == "transaction" })
      #expect(!all.contains { $0["closed"] as? Bool == true })
      for threads in ["1", "3"] {
        let again = try RunningTool.run(
          arguments + ["--max-downloads", "5", "--threads", threads])
        #expect(again.output == told.output)
      }
      // A pipe may be long; what came through it was short.
      let piped = try RunningTool.shell("cat \(path) | $TOOL --format ndjson -")
      #expect(piped.output == whole.output.replacing(path, with: "-"))
      let failing = try RunningTool.run(
        arguments + ["--max-downloads", "5", "--fail-on", "note"])
      #expect(failing.status == 1)

      #expect(try RunningTool.run(arguments + ["--max-downloads", "0"]).status == 64)
      let text = try RunningTool.run([path, "--max-downloads", "5"])
      #expect(text.status == 64 && text.errors.contains("--format ndjson"))
    }
  }

  @Test func explainsACaptureInTheLanguageAskedFor() throws {
    try withCapture(Scenario.deepc().pcap()) { path in
      let english = try RunningTool.run(["explain", path])
      #expect(english.status == 0)
      #expect(english.output.hasPrefix("Download 1: http://192.168.1.3/deepc.a\n"))
      let chinese = try RunningTool.run(["explain", "--lang", "zh", path])
      #expect(chinese.output.hasPrefix("下载 1："))
      let locale = try RunningTool.run(["explain", path], environment: ["LC_ALL": "zh_CN.UTF-8"])
      #expect(locale.output == chinese.output)
      let quiz = try RunningTool.run(["explain", "--quiz", path])
      #expect(quiz.status == 0)
      #expect(quiz.output.contains("Answer: Range: bytes=32768-8322277"))
      for choice in [["--url", "nothing"], ["--client", "10.9.9.9"], ["-f", "tcp port 81"]] {
        let chosen = try RunningTool.run(["explain", path] + choice)
        #expect(chosen.errors.contains("nothing of what was chosen") && chosen.status == 0)
      }
      let missing = try RunningTool.run(["explain", "--download", "2", path])
      #expect(missing.status == 64)
      #expect(missing.errors.contains("there is no download 2 (give a number from 1 to 1)"))
    }
    let rule = try RunningTool.run(["explain", "--lang", "zh", "if-range-ignored"])
    #expect(rule.output.contains("If-Range 不匹配"))
    let nothing = try RunningTool.run(["explain", "no-such-rule"])
    #expect(nothing.status == 64)
    #expect(nothing.errors.split(separator: "\n").count == 1)
  }

  @Test func forgesACaptureThatItReads() throws {
    let list = try RunningTool.run(["forge", "--list"])
    #expect(list.output.split(separator: "\n").count == Scenarios.all.count)
    try withCapture(Array("connection\n  fetch it\n".utf8)) { path in
      let wrong = try RunningTool.run(["forge", path, "-w", "/dev/null"])
      #expect(wrong.status == 65)
      #expect(wrong.errors.hasPrefix("rangescope: \(path):2: 'fetch' is not known here"))
      let made = try RunningTool.run(["forge", "range-ignored", "-w", path])
      #expect(made.status == 0 && made.output == "" && made.errors == "")
      let report = try RunningTool.run(["--quiet", path])
      #expect(report.output.contains("[range-ignored]"))
    }
    #expect(try RunningTool.run(["forge", "nothing-like-it", "-w", "x"]).status == 66)
    #expect(try RunningTool.run(["forge", "range-ignored"]).status == 64)
  }

  @Test func reportsTheRestWhenOneInputIsMissing() throws {
    try withCapture(Scenario.deepc().pcap()) { path in
      let outcome = try RunningTool.run(["/nowhere.pcap", path])
      #expect(outcome.status == 66)
      let line = "/nowhere.pcap: cannot be opened: No such file or directory (check the path)"
      #expect(outcome.errors == "rangescope: \(line)\n")
      // It has a number behind those of what was read, and is named among what is not in the report.
      #expect(outcome.output.hasPrefix("0: \(path)  pcap"))
      #expect(outcome.output.contains("\n1: /nowhere.pcap  no capture\n"))
      let words = "/nowhere.pcap: no capture: cannot be opened: No such file or directory"
      #expect(outcome.output.contains(words))
    }
  }

  @Test func reportsNothingWhenNoInputIsThere() throws {
    let outcome = try RunningTool.run(["/nowhere.pcap", "/nowhere.either"])
    #expect(outcome.status == 66)
    #expect(outcome.errors.split(separator: "\n").count == 2)
    #expect(outcome.output == "")
  }

  @Test func reportsWhatCouldBeReadOfADamagedInput() throws {
    let whole = Scenario.deepc().pcap()
    try withCapture(Array(whole[..<(whole.count / 2)])) { path in
      let outcome = try RunningTool.run([path])
      #expect(outcome.status == 65)
      #expect(outcome.errors.hasPrefix("rangescope: \(path): damaged"))
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.output.hasPrefix(path))
    }
  }

  @Test func tellsOfAnInputThatIsNoCapture() throws {
    try withCapture(Array("GET / HTTP/1.1\r\n\r\n".utf8)) { path in
      let outcome = try RunningTool.run([path, "--format", "json"])
      #expect(outcome.status == 65)
      #expect(outcome.errors.hasPrefix("rangescope: \(path): no capture: "))
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let inputs = (object as? [String: Any])?["inputs"] as? [[String: Any]]
      #expect((inputs?.first?["damage"] as? [Any])?.count == 1)
      #expect(inputs?.first?["format"] is NSNull)
      let text = try RunningTool.run([path])
      #expect(text.output.hasPrefix("\(path)  no capture\n"))
      #expect(!text.output.contains("pcap, 0 packets") && !text.output.contains("damaged"))
    }
  }

  @Test func numbersOfTransactionsStayWhenSomeAreChosen() throws {
    let events = ["/a", "/b", "/c", "/b"].flatMap { target -> [ForgedEvent] in
      let question = "GET \(target) HTTP/1.1\r\nHost: h\r\n\r\n"
      let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
      return [
        .send(.client, .bytes(Array(question.utf8))), .send(.server, .bytes(Array(answer.utf8))),
      ]
    }
    let connection = ForgedConnection(
      client: "192.168.1.2:49200", server: "192.168.1.3:80", events: events)
    try withCapture(ForgedCapture(connections: [connection]).pcap()) { path in
      func report(_ options: [String]) throws -> [String: [[String: Any]]] {
        let outcome = try RunningTool.run([path, "--format", "json"] + options)
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let members = object as? [String: Any] ?? [:]
        return members.compactMapValues { $0 as? [[String: Any]] }
      }
      let all = try report([])["transactions"] ?? []
      #expect(all.map { $0["id"] as? Int } == [1, 2, 3, 4])
      let some = try report(["--url", "/b"])
      #expect(some["transactions"]?.map { $0["id"] as? Int } == [2, 4])
      #expect(some["downloads"]?.map { $0["transactions"] as? [Int] } == [[2, 4]])
      for one in some["transactions"] ?? [] {
        let same = all.first { $0["id"] as? Int == one["id"] as? Int }
        #expect((one["request"] as? NSDictionary) == (same?["request"] as? NSDictionary))
      }
      #expect(try report(["--client", "10.0.0.1"])["transactions"]?.isEmpty == true)
      let text = try RunningTool.run([path, "--url", "/b"]).output
      #expect(text.contains("http://h/b") && !text.contains("http://h/a"))
    }
  }

  @Test func rulesFitTheWidthThatIsTold() throws {
    func widest(_ environment: [String: String]) throws -> Int {
      let outcome = try RunningTool.run(["rules"], environment: environment)
      return outcome.output.split(separator: "\n").map(\.count).max() ?? 0
    }
    #expect(try widest(["COLUMNS": "90"]) <= 90)
    #expect(try widest([:]) > 90)
  }

  @Test func neverWritesOverItsInput() throws {
    let bytes = Scenario.deepc().pcap()
    try withCapture(bytes) { path in
      let outcome = try RunningTool.run([path, "-o", path])
      #expect(outcome.status == 64)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(bytes))
    }
  }

  @Test func saysWhenTheOutputCannotBeWritten() throws {
    try withCapture(Scenario.deepc().pcap()) { path in
      let outcome = try RunningTool.run([path, "-o", "/dev/full"])
      #expect(outcome.status == 74)
      #expect(outcome.errors.hasPrefix("rangescope: /dev/full: cannot be written: "))
    }
  }
}
