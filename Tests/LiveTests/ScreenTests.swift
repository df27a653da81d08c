import Foundation
import Live
import Packets
import Reports
import TestSupport
import Testing

/// The view, drawn from a state: no terminal is needed.
struct ScreenTests {
  private static var state: LiveScreenState {
    var state = LiveScreenState()
    state.interface = "eth0"
    state.seconds = 3725
    state.received = 1_234_567
    state.rate = 118_000_000
    state.connections = 12
    state.transactions = 40
    state.file = "cap.pcapng"
    for number in 1...9 {
      var row = LiveScreenState.Row(
        number: number, url: "http://example.test/releases/image-\(number).iso?token=secret")
      row.isOpen = number < 3
      row.verdict = number.isMultiple(of: 2) ? "complete" : "incomplete"
      row.completeLength = number == 9 ? nil : 8_000_000
      row.covered = [0..<(number * 800_000)]
      row.delivered = number * 800_000
      row.rate = number < 3 ? 11_000_000 : nil
      state.rows.append(row)
    }
    state.findings = (1...12).map { number in
      LiveScreenState.Found(
        number: number, severity: ["error", "warning", "note"][number % 3],
        rule: "if-range-ignored", text: "If-Range did not match, yet 206\u{1B}[2J\u{202E}")
    }
    return state
  }

  private func text(_ state: LiveScreenState, unicode: Bool = true) -> [String] {
    var options = ReportOptions()
    options.unicode = unicode
    return LiveScreen(options).lines(state)
  }

  @Test func looksAsRecorded() throws {
    try expectGolden(text(Self.state).joined(separator: "\n") + "\n", "screens/80x24.txt")
  }

  @Test(arguments: [40, 41, 79, 80, 100, 250], [8, 9, 10, 23, 24, 60])
  func fitsEveryTerminal(columns: Int, lines: Int) {
    for unicode in [true, false] {
      var state = Self.state
      state.columns = columns
      state.lines = lines
      for scroll in [0, 3, 100] {
        state.scroll = scroll
        let drawn = text(state, unicode: unicode)
        #expect(drawn.count == lines)
        for line in drawn {
          #expect(line.unicodeScalars.count <= columns, "\(line)")
          #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
          #expect(!line.contains("secret"))
        }
      }
    }
  }

  @Test(arguments: [(39, 24), (80, 7), (1, 1)])
  func aTerminalThatIsTooSmallIsTold(columns: Int, lines: Int) {
    var state = Self.state
    state.columns = columns
    state.lines = lines
    let drawn = text(state)
    #expect(drawn.count == lines)
    if columns == 39 { #expect(drawn[0].hasPrefix("the terminal is too small")) }
    for line in drawn { #expect(line.unicodeScalars.count <= columns) }
  }

  @Test func dropsAndTroubleAreSeen() {
    var state = Self.state
    state.dropped = 17
    state.trouble = "the interface is down"
    let drawn = text(state).joined(separator: "\n")
    #expect(drawn.contains("17 dropped"))
    #expect(drawn.contains("the interface is down"))
  }

  static let keys: [(typed: String, keys: [LiveScreenKey])] = [
    ("q", [.quit]), ("\u{4}", [.quit]), (" ", [.pause]), ("jk", [.down, .up]),
    ("\u{1B}[A\u{1B}[B", [.up, .down]), ("\u{1B}OA", [.up]),
    ("\u{1B}[5~\u{1B}[6~g", [.pageUp, .pageDown, .top]), ("xyz\u{1B}", []),
  ]

  @Test(arguments: keys)
  func keysAreRead(row: (typed: String, keys: [LiveScreenKey])) {
    #expect(LiveScreenKey.keys(in: Array(row.typed.utf8)) == row.keys)
  }

  @Test func scrollsNoFurtherThanThereIs() throws {
    let path = try #require(WatchTests.captures.first { $0.contains("reopen") })
    var model = LiveScreenModel(interface: "eth0", file: nil)
    model.resize(columns: 80, lines: 24)
    for key in [LiveScreenKey.down, .pageDown, .up, .pageUp, .up] { model.press(key) }
    #expect(model.state.scroll == 0)
    #expect(!model.isQuitting)
    model.press(.pause)
    #expect(model.state.isPaused)
    var counts = CaptureCounts()
    counts.received = 5
    let input = InputInfo(path: path, isLive: true, format: .pcapng)
    model.count(input, counts, seconds: 1, rate: 1, trouble: nil)
    #expect(model.state.received == 0)
    model.press(.pause)
    #expect(model.state.received == 5)
    model.press(.quit)
    #expect(model.isQuitting)
  }
}
