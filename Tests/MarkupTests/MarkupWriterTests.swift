import Markup
import Testing

@Suite struct MarkupWriterTests {
  private final class Written {
    var bytes: [UInt8] = []
  }

  private func text(_ body: (inout MarkupWriter) -> Void) throws -> String {
    let written = Written()
    var html = MarkupWriter { written.bytes += $0 }
    body(&html)
    try html.flush()
    return String(decoding: written.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", "plain"), ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"),
    ("&amp;", "&amp;amp;"), ("\"'", "\"'"), ("]]>", "]]&gt;"), ("é中", "é中"),
  ])
  func escapesTexts(_ value: String, _ expected: String) throws {
    #expect(try text { $0.element("p", text: value) } == "<p>\(expected)</p>")
  }

  @Test(arguments: [
    ("plain", "plain"), ("\" onload=\"x", "&quot; onload=&quot;x"), ("'", "&#39;"),
    ("<>&", "&lt;&gt;&amp;"),
  ])
  func escapesValues(_ value: String, _ expected: String) throws {
    #expect(
      try text { $0.void("meta", [.a("content", value), .on("hidden")]) }
        == "<meta content=\"\(expected)\" hidden>")
  }

  @Test func closesWhatItOpens() throws {
    let written = try text { html in
      html.element("ul", [.a("class", "a")]) { html in
        html.element("li") { $0.text("1") }
        html.element("li", text: "2")
      }
    }
    #expect(written == "<ul class=\"a\"><li>1</li><li>2</li></ul>")
  }

  @Test func endsNoScriptWithinIt() throws {
    let written = try text { html in
      html.element("script") { $0.json(Array(#"["</script><!--"]"#.utf8)) }
    }
    #expect(written == #"<script>["\u003c/script>\u003c!--"]</script>"#)
  }
}
