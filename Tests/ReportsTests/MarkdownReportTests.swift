import Analysis
import Rules
import Testing

@testable import Reports

@Suite struct MarkdownReportTests {
  @Test(arguments: [
    ("plain text.", "plain text."), ("<b>&amp;", "&lt;b&gt;&amp;amp;"), ("*a*_b_", #"\*a\*\_b\_"#),
    ("[x](y)", #"\[x\](y)"#), ("#12 @me", ##"\#12 \@me"##), ("a|b", #"a\|b"#), ("`c`", #"\`c\`"#),
    ("\u{1B}", #"\\x1B"#), ("$x$", #"\$x\$"#),
  ])
  func leavesNoMarkupInASentence(_ text: String, _ expected: String) {
    #expect(MarkdownText().plain(text) == expected)
  }

  @Test(arguments: [
    ("a", "`a`"), ("`", "`` ` ``"), ("a``b", "```a``b```"), ("a|b", #"`a\|b`"#), ("", ""),
    ("<script>", "`<script>`"), ("a\nb", #"`a\nb`"#),
  ])
  func fencesCode(_ text: String, _ expected: String) {
    #expect(MarkdownText().code(text) == expected)
  }

  /// A sentence of ours loses nothing of what it says; only what nobody would read is shortened.
  @Test(arguments: [(60, true), (100_000, false)])
  func keepsSentencesWhole(_ count: Int, isWhole: Bool) {
    let long = String(repeating: "nine text ", count: count) + "end."
    var builder = ReportBuilder()
    builder.finding("a-rule", .note, title: "A title", detail: long, download: nil, hint: long)
    let bytes = ReportFormat.markdown.bytes(builder.finished())
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("`a-rule`: \(long)\n") == isWhole)
    #expect(text.contains("- hint: \(long)\n") == isWhole)
    #expect(text.utf8.count < 10_000)
  }
}
