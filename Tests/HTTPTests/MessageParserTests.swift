import Bytes
import FuzzBodies
import HTTP
import TestSupport
import Testing

/// The literate cases, whole and in pieces of every kind.
struct MessageParserTests {
  static let deliveries: [Delivery] =
    [.whole, .bytewise, .halves] + (1...20).map { .random(seed: $0) }

  @Test(arguments: MessageCase.all)
  func findsTheSameHoweverItArrives(_ row: MessageCase) {
    for delivery in Self.deliveries {
      let found = row.found(delivery)
      if found == row.log { continue }
      Issue.record(
        """
        \(delivery)
        expected:
        \(row.log.joined(separator: "\n"))
        found:
        \(found.joined(separator: "\n"))
        """)
      return
    }
  }

  @Test func hasCases() {
    #expect(MessageCase.files.count >= 8)
    #expect(MessageCase.all.count >= 100)
  }

  /// `RECORD=1` writes into the files what a whole delivery gives, to be read before it is believed.
  @Test(.enabled(if: Fixture.isRecording), arguments: MessageCase.files)
  func records(_ file: String) throws {
    let bytes = try Fixture.bytes("\(MessageCase.folder)/\(file)")
    var cases = MessageCase.cases(file, bytes)[...]
    var lines: [String] = []
    var isLog = false
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if isLog, line != "```" { continue }
      isLog = false
      lines.append(String(line))
      if line == "```log", let row = cases.popFirst() {
        isLog = true
        lines += row.found(.whole)
      }
    }
    try Fixture.write(
      Array(lines.joined(separator: "\n").utf8), to: "\(MessageCase.folder)/\(file)")
  }
}

extension MessageCase {
  fileprivate func found(_ delivery: Delivery) -> [String] {
    MessageLog.lines(kind, methods: methods, steps) { delivery.feed($0, $1) }
  }
}
