import Testing

@Suite struct UsageTests {
  static let refusals: [([String], Int32, String)] = [
    ([], 64, "<file>: no capture is given (name a capture file, or - for standard input)"),
    (["--formt", "x"], 64, "--formt: unknown option (did you mean --format?)"),
    (
      ["--format", "xml", "x"], 64,
      "--format: 'xml' is no value for it (use text, json, ndjson, csv, har, markdown or html)"
    ),
    (["--lang", "fr", "x"], 64, "--lang: 'fr' is no value for it (use en or zh)"),
    (["--show", "-1", "x"], 64, "--show: -1 downloads are none (give a number, or 0 for all)"),
    (
      ["live", "-i", "nowhere", "--show", "-1"], 64,
      "--show: -1 downloads are none (give a number, or 0 for all)"
    ),
    (["-", "-"], 64, "-: standard input is given twice (it can be read only once)"),
    (["x", "--format"], 64, "--format: it needs a value (give <format>)"),
    (["-c", "0", "x"], 64, "-c: 0 packets are none (give a number above 0)"),
    (["-c", "-5", "x"], 64, "-c: -5 packets are none (give a number above 0)"),
    (["-c", "--quiet"], 64, "-c: '--quiet' is no value for it (see rangescope help report)"),
    (["help", "repot"], 64, "repot: there is no such command (did you mean report?)"),
    (
      ["help", "nosuch"], 64,
      "nosuch: there is no such command (commands are report, live, interfaces, extract, explain, forge, rules)"
    ),
    (
      ["explain", "if-range-ignore"], 64,
      "if-range-ignore: no rule and no file has this name (did you mean if-range-ignored or range-ignored?)"
    ),
    (
      ["explain", "weak-etag"], 64,
      "weak-etag: no rule and no file has this name (did you mean if-range-weak-etag?)"
    ),
    (
      ["--client", "1.2.3", "x"], 64,
      "--client: '1.2.3' is no value for it (give an IPv4 or IPv6 address without a port)"
    ),
    (
      ["--threshold", "a=-1", "x"], 64,
      "--threshold: 'a=-1' is no value for it (give NAME=N, N being 0 or more)"
    ),
    (
      ["explain", "nothing"], 64,
      "nothing: no rule and no file has this name (rangescope rules lists the rules)"
    ),
    (["explain"], 64, "<capture|rule>: it is missing (see rangescope help explain)"),
    (
      ["/no\u{1B}[2J\u{202E}"], 66,
      "/no\\x1B[2J\\u{202E}: cannot be opened: No such file or directory (check the path)"
    ),
  ]

  @Test(arguments: refusals)
  func refusesInOneLine(_ arguments: [String], status: Int32, line: String) throws {
    let outcome = try RunningTool.run(arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors == "rangescope: \(line)\n")
    #expect(outcome.output == "")
  }

  @Test(arguments: [
    ["--help"], ["rules"], ["explain", "range-ignored"], ["report", "--help"], ["help"],
    ["--version"],
  ])
  func answersOnStandardOutput(_ arguments: [String]) throws {
    let outcome = try RunningTool.run(arguments)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(!outcome.output.isEmpty)
  }
}
