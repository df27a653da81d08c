import Analysis
import Ranges
import Testing

@testable import Reports

@Suite struct TextTableTests {
  private let style = TextStyle(color: false, unicode: true)

  private func table(_ rows: [[String]]) -> TextTable {
    var table = TextTable([
      .init(heading: "n", alignsRight: true), .init(heading: "long", shrinksTo: 4),
      .init(heading: "extra", expendable: 2), .init(heading: "rest", expendable: 1),
    ])
    for row in rows { table.append(row.map { TextTable.Cell(text: $0) }) }
    return table
  }

  @Test func alignsByColumnsOfTheTerminal() {
    let lines = table([["1", "中文", "a", "b"], ["10", "abcde", "", "c"]])
      .lines(width: 40, style: style)
    #expect(lines == [" n  long   extra  rest", " 1  中文   a      b", "10  abcde         c"])
  }

  @Test(arguments: [("12–34–56", "1  12–…"), ("中文字", "1  中…"), ("e\u{301}bcde", "1  e\u{301}bc…")])
  func cutsByColumnsOfTheTerminal(_ text: String, row: String) {
    #expect(table([["1", text, "", ""]]).lines(width: 7, style: style)[1] == row)
  }

  @Test func leavesOutColumnsWithoutContent() {
    #expect(table([["1", "a", "", "b"]]).lines(width: 40, style: style)[0] == "n  long  rest")
  }

  @Test(arguments: [
    (40, "1  abcdefghijkl  x      y"), (22, "1  abcde…  x      y"), (16, "1  abcdef…  y"),
    (8, "1  abcd…"), (3, "1  abc…"),
  ])
  func givesWay(width: Int, row: String) {
    #expect(table([["1", "abcdefghijkl", "x", "y"]]).lines(width: width, style: style)[1] == row)
  }

  @Test func longTablesAreCutInTheMiddleAndSaySo() {
    var builder = ReportBuilder()
    builder.connection(stream: 0)
    for index in 0..<100 { builder.exchange("POST", "/", at: Double(index)) }
    let text = String(decoding: ReportFormat.text.bytes(builder.finished()), as: UTF8.self)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.contains("  60 transactions left out here (--format json has all)"))
    #expect(lines.filter { $0.contains("POST") }.count == 40)
    #expect(lines.last?.hasPrefix("  100 ") == true)
    #expect(TextTable.shown(41).head == 0..<41)
  }

  @Test func versionsOfOneFileShareABar() {
    var download = Download(id: 1, client: ReportBuilder.client, url: "u")
    for index in 0..<3 {
      var version = Version()
      version.covered = [(index * 10)..<(index * 10 + 10)]
      version.transactions = [index + 1]
      download.versions.append(version)
    }
    #expect(VersionGroup.groups(of: download).map(\.versions) == [[0], [1], [2]])
    download.mirrorOf = [0, 1, 0]
    let groups = VersionGroup.groups(of: download)
    #expect(groups.map(\.versions) == [[0, 2], [1]])
    #expect(groups[0].covered == [0..<10, 20..<30])
    #expect(groups[0].transactions == [1, 3])
  }
}
