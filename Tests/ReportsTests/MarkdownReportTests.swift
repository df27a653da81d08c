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
}
