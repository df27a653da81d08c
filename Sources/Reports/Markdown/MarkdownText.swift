/// Text from the traffic as Markdown shows it, letter for letter.
///
/// Source: CommonMark 0.31 §2.4, §6.1; the tables are those of GitHub.
struct MarkdownText {
  /// Of a text from the traffic no more characters are written than this.
  static let shown = 300
  /// Of a sentence of ours, in which several of them may stand.
  static let sentenceShown = 4000

  private let terminal = TerminalText(unicode: true)

  /// A text between our own words: nothing in it is markup.
  func plain(_ text: String) -> String { escaped(visible(text, upTo: Self.shown)) }

  /// A sentence of ours with values from the traffic in it: nothing in it is markup.
  func sentence(_ text: String) -> String { escaped(visible(text, upTo: Self.sentenceShown)) }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$", "@": result += "\\\(character)"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// A text as code, in a table or out of it.
  func code(_ text: String) -> String {
    let text = visible(text, upTo: Self.shown)
    guard !text.isEmpty else { return "" }
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let edge = text.hasPrefix("`") || text.hasSuffix("`") || text.hasPrefix(" ") ? " " : ""
    return fence + edge + text.replacing("|", with: "\\|") + edge + fence
  }

  private func visible(_ text: String, upTo count: Int) -> String {
    let start = terminal.shortened(text, to: count)
    return terminal.shortened(terminal.sanitized(start), to: count)
  }
}
