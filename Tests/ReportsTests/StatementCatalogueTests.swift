import Foundation
import Ranges
import Rules
import Streams
import TestSupport
import Testing
import Transactions

@testable import Phrases

/// Every sentence that is written into the code in English has its words in each other language.
@Suite struct StatementCatalogueTests {
  private static let folders = [
    "Rules/Request", "Rules/Response", "Rules/Transfer", "Rules/Capture", "Rules/Clients",
    "Reports/Text", "Reports/Live", "Reports/Markdown", "Ranges/Validators",
  ]
  private static let single = [
    "Rules/Wording.swift", "Rules/SignedAddress.swift", "Rules/TagComparison.swift",
    "Ranges/AnsweringNode.swift", "Ranges/Downloads/DownloadKey.swift",
    "Reports/PacketComments.swift",
  ]

  static var files: [String] {
    let sources = Fixture.root.appending(path: "Sources")
    return single
      + folders.flatMap { folder in
        let names =
          (try? FileManager.default.contentsOfDirectory(
            atPath: sources.appending(path: folder).path)) ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { "\(folder)/\($0)" }
      }
  }

  /// What stands in the rules themselves, and has its words by the rule's id.
  private static let texts = Set(
    Rule.catalogue.flatMap { [$0.title, $0.explanation, $0.hint] + $0.references })

  /// Texts of others, kept as they are, and texts that hold no sentence.
  private static let kept: Set<String> = [
    " section", "Debian APT-HTTP/", "{1}{2} min {3}{4} s", "{1}{2} h {3}{4} min",
    "{1}{2}.{3}{4} ms", "{1}{2} ms", "X-Cache: {1}", "CF-Cache-Status: {1}", "Age: {1}", "Via: {1}",
    "- Wireshark: {1}",
    // A value of JSON.
    "not named",
    "{1} (Cache-Status)", "{1} (X-Served-By)", "{1} (X-Amz-Cf-Pop)", "{1} (CF-Ray)", "{1} (Via)",
    // Said by `NumberText.counted` with a number before it.
    "more download", "more resume", "older version",
  ]

  /// Whether a literal holds words that somebody reads: letters with a blank beside them.
  private static func isSaid(_ literal: SourceLiterals.Literal) -> Bool {
    guard !texts.contains(literal.text), !kept.contains(literal.text) else { return false }
    // The name of a value of JSON: `("complete length", …)`.
    if literal.before == "(", literal.after == ",", !literal.text.contains("{") { return false }
    return literal.text.firstMatch(of: /[a-z]{2}[,:;]? [a-z{(]|[a-z}\)]'?s? [a-z]{2}|^ [a-z]{2}/)
      != nil
  }

  @Test(arguments: files)
  func hasWordsInEveryLanguage(_ file: String) throws {
    let source = try String(
      contentsOf: Fixture.root.appending(path: "Sources").appending(path: file), encoding: .utf8)
    let said = SourceLiterals(source).all.filter(Self.isSaid).map(\.text)
    for language in Language.allCases where language != .en {
      let known = Catalogue.statements(language)
      #expect(said.filter { known[$0] == nil } == [], "not in the catalogue of \(language)")
    }
  }

  /// Words that are made elsewhere: names of verdicts and ends, summaries, when a rule is milder.
  static var words: [String] {
    Verdict.allCases.map(\.rawValue) + Severity.allCases.map(\.rawValue)
      + [
        BodyEnd.complete, .clientClosed, .clientReset, .serverClosed, .serverReset, .captureEnded,
        .evicted, .desync,
      ].map(\.rawValue)
      + TagForm.allCases.map(\.rawValue) + Thresholds().items.map(\.summary)
      + StreamLimits().items.map(\.summary) + Rule.catalogue.compactMap(\.lower)
  }

  @Test(arguments: words)
  func namesHaveWordsToo(_ name: String) {
    for language in Language.allCases where language != .en {
      #expect(Catalogue.statements(language)[name] != nil)
    }
  }

  @Test func findsLiteralsAsTheCompilerDoes() {
    let source = #"""
      let a = "one \(x ? "two \(y)" : "three") four" // "none"
      let b = ("name", """
        five \
        six \(z)
          seven
        """)
      """#
    let found = SourceLiterals(source).all
    #expect(
      found.map(\.text) == [
        "two {1}", "three", "one {1} four", "name", "five six {1}\n  seven",
      ])
    #expect(found[3].before == "(" && found[3].after == ",")
  }
}
