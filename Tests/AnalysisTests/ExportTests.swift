import Rules
import Analysis
import Database
import Forge
import Foundation
import Ranges
import Reports
import TestSupport
import Testing

/// All forms of a report tell the same numbers.
@Suite struct ExportTests {
  private typealias Object = [String: Any]

  private let columns = [
    "connection", "stream", "status", "content_length", "expected", "delivered", "seen", "inferred",
    "unacknowledged", "unframed",
  ]

  private func bytes(_ report: Report, _ format: ReportFormat) -> [UInt8] {
    var options = ReportOptions()
    options.salt = Salt(0, 0)
    options.width = 200
    return format.bytes(report, options: options)
  }

  private func object(_ bytes: [UInt8]) throws -> Object {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? Object)
  }

  /// Of each transaction the numbers by name, of JSON.
  private func ofJSON(_ report: Report) throws -> [[String: Int?]] {
    let object = try object(bytes(report, .json))
    return try #require(object["transactions"] as? [Object]).map { transaction in
      let body = try #require(transaction["body"] as? Object)
      let response = transaction["response"] as? Object
      return Dictionary(
        uniqueKeysWithValues: columns.map { name in
          let place =
            name == "connection" || name == "stream"
            ? transaction : name == "status" || name == "content_length" ? response : body
          return (name, place?[name] as? Int)
        })
    }
  }

  private func ofCSV(_ report: Report) -> [[String: Int?]] {
    let lines = String(decoding: bytes(report, .csv), as: UTF8.self)
      .replacing("\r\n", with: "\n").split(separator: "\n").map(cells)
    return lines.dropFirst().map { cells in
      Dictionary(
        uniqueKeysWithValues: columns.map { name in
          (name, lines[0].firstIndex(of: name).flatMap { Int(cells[$0]) })
        })
    }
  }

  /// The cells of a line in which no quoted text holds a line's end.
  private func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private func ofHAR(_ report: Report) throws -> [[String: Int?]] {
    let log = try #require(try object(bytes(report, .har))["log"] as? Object)
    return try #require(log["entries"] as? [Object]).map { entry in
      let own = try #require(entry["_rangescope"] as? Object)
      let response = try #require(entry["response"] as? Object)
      let content = try #require(response["content"] as? Object)
      #expect(content["size"] as? Int == own["delivered"] as? Int)
      let status = response["status"] as? Int
      return Dictionary(
        uniqueKeysWithValues: columns.map { name in
          (name, name == "status" ? (status == 0 ? nil : status) : own[name] as? Int)
        })
    }
  }

  private func ofHTML(_ report: Report) throws -> [[String: Int?]] {
    let page = String(decoding: bytes(report, .html), as: UTF8.self)
    let start = try #require(page.range(of: "<script type=\"application/json\" id=\"data\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let data = try object(Array(page[start.upperBound..<end.lowerBound].utf8))
    let names = try #require(data["columns"] as? [String])
    return try #require(data["rows"] as? [[Any]]).map { row in
      Dictionary(
        uniqueKeysWithValues: columns.map { name in
          (name, names.firstIndex(of: name).flatMap { row[$0] as? Int })
        })
    }
  }

  @Test(arguments: ["deepc"] + Scenario.fixtures.map(\.name))
  func allFormsAgree(_ fixture: String) throws {
    let report = try report(ofFixture: "\(fixture)/capture.pcap")
    let json = try ofJSON(report)
    #expect(json.count == report.exchanges.count)
    #expect(ofCSV(report) == json)
    #expect(try ofHAR(report) == json)
    #expect(try ofHTML(report) == json)
    try Program.withTemporaryFolder { folder in
      let path = folder.appending(path: "reports.sqlite").path
      try ReportDatabase(path: path).add(report)
      if let told = try ofSQLite(path) { #expect(told == json) }
      try downloadsAgree(report, path)
    }
  }

  /// What a question is answered with; `nil` where there is no shell to ask.
  private func ask(_ path: String, _ question: String) throws -> [Object]? {
    guard let sqlite = Program.path(of: "sqlite3") else {
      print("skipped: there is no sqlite3")
      return nil
    }
    let outcome = try Program.run(sqlite, ["-json", path, question])
    #expect(outcome.status == 0, "\(outcome.output)")
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [Object]
  }

  private func ofSQLite(_ path: String) throws -> [[String: Int?]]? {
    try ask(path, "SELECT * FROM transactions ORDER BY \"transaction\"")?.map { row in
      Dictionary(uniqueKeysWithValues: columns.map { ($0, row[$0] as? Int) })
    }
  }

  /// Verdicts and byte counts of downloads, in text, JSON, HAR, Markdown, HTML and SQLite.
  private func downloadsAgree(_ report: Report, _ path: String) throws {
    let page = String(decoding: bytes(report, .html), as: UTF8.self)
    let stored = try ask(path, "SELECT * FROM downloads ORDER BY download")
    let downloads = try #require(try object(bytes(report, .json))["downloads"] as? [Object])
    let log = try #require(try object(bytes(report, .har))["log"] as? Object)
    let own = try #require(log["_rangescope"] as? Object)
    let archived = try #require(own["downloads"] as? [Object])
    let text = String(decoding: bytes(report, .text), as: UTF8.self)
    let markdown = String(decoding: bytes(report, .markdown), as: UTF8.self)
    #expect(archived.count == downloads.count)
    for (index, (download, other)) in zip(downloads, archived).enumerated() {
      for name in ["complete_length", "delivered_bytes", "redundant_bytes"] {
        #expect(other[name] as? Int == download[name] as? Int)
        if let stored { #expect(stored[index][name] as? Int == download[name] as? Int) }
      }
      let sentence = try #require(download["sentence"] as? String)
      #expect(other["sentence"] as? String == sentence)
      if let stored {
        #expect(stored[index]["verdict"] as? String == download["verdict"] as? String)
      }
      for name in ["covered", "gaps"] {
        #expect(other[name] as? [[Int]] == download[name] as? [[Int]])
      }
      let verdict = try #require(download["verdict"] as? String)
      #expect(other["verdict"] as? String == verdict)
      let id = try #require(download["id"] as? Int)
      #expect(markdown.contains("## Download \(id): \(verdict)\n"))
      #expect(text.contains(verdict.uppercased()))
      if let count = download["delivered_bytes"] as? Int, count > 0 {
        let grouped = count.formatted(.number.locale(Locale(identifier: "en_US")))
        #expect(text.contains("delivered     \(grouped) byte"))
        #expect(markdown.contains("- delivered: \(grouped) byte"))
        #expect(page.contains("<dd>\(grouped) byte"))
      }
    }
    let findings = try #require(own["findings"] as? [Object])
    #expect(findings.compactMap { $0["rule"] as? String } == report.findings.map(\.rule))
    if let stored = try ask(path, "SELECT * FROM findings ORDER BY finding") {
      #expect(stored.compactMap { $0["rule"] as? String } == report.findings.map(\.rule))
      #expect(
        stored.compactMap { $0["detail"] as? String }
          == findings.compactMap { $0["detail"] as? String })
    }
  }
}
