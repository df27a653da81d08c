import Testing

@testable import Reports

@Suite struct TerminalTextTests {
  static let rows: [(String, String, String)] = [
    ("plain ~", "plain ~", "plain ~"),
    ("a\tb\nc\rd", "a\\tb\\nc\\rd", "a\\tb\\nc\\rd"),
    ("\u{1B}[2J", "\\x1B[2J", "\\x1B[2J"),
    ("\u{0}\u{7F}\u{9B}31m", "\\x00\\x7F\\x9B31m", "\\x00\\x7F\\x9B31m"),
    ("\u{202A}\u{202E}", "\\u{202A}\\u{202E}", "\\u{202A}\\u{202E}"),
    ("\u{2066}\u{2069}", "\\u{2066}\\u{2069}", "\\u{2066}\\u{2069}"),
    ("\u{200E}\u{200F}\u{61C}", "\\u{200E}\\u{200F}\\u{61C}", "\\u{200E}\\u{200F}\\u{61C}"),
    ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}", "\\u{2028}\\u{2029}"),
    ("\u{FEFF}\u{200B}\u{AD}", "\\u{FEFF}\\u{200B}\\xAD", "\\u{FEFF}\\u{200B}\\xAD"),
    ("\u{E0041}", "\\u{E0041}", "\\u{E0041}"),
    ("é 中 😀", "é 中 😀", "\\u{E9} \\u{4E2D} \\u{1F600}"),
    ("4–30 …", "4–30 …", "4-30 ..."),
  ]

  @Test(arguments: rows)
  func makesVisibleWhatWouldAct(_ text: String, unicode: String, ascii: String) {
    #expect(TerminalText(unicode: true).sanitized(text) == unicode)
    #expect(TerminalText(unicode: false).sanitized(text) == ascii)
  }

  @Test(arguments: [
    ("abc", 3), ("中文", 4), ("e\u{301}", 1), ("😀", 2), ("ｆ", 2), ("é", 1), ("", 0), ("한글", 4),
  ])
  func measuresColumns(_ text: String, columns: Int) {
    #expect(TerminalText.width(text) == columns)
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 4, "abc…"), ("中文字", 6, "中文字"), ("中文字", 5, "中文…"),
    ("中文字", 4, "中…"), ("a", 0, ""),
  ])
  func cutsToColumns(_ text: String, columns: Int, expected: String) {
    #expect(TerminalText(unicode: true).cut(text, to: columns) == expected)
  }

  @Test func leavesOutTheMiddle() {
    let text = TerminalText(unicode: true).shortened(String(repeating: "ab", count: 500), to: 30)
    #expect(text.count == 30)
    #expect(text.hasPrefix("abab") && text.hasSuffix("abab") && text.contains("…"))
  }

  @Test func wrapsWordsAndCutsLongOnes() {
    let terminal = TerminalText(unicode: true)
    #expect(terminal.wrapped("one two  three", to: 8) == ["one two", "three"])
    #expect(terminal.wrapped("abcdefghijkl mn", to: 8) == ["abcdefgh", "ijkl mn"])
    #expect(terminal.wrapped("中文中文中文", to: 8) == ["中文中文", "中文"])
    #expect(terminal.wrapped("", to: 8) == [])
  }
}
