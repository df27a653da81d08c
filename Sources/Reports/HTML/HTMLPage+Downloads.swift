import Analysis
import Markup
import Packets
import Phrases
import Ranges
import Rules

/// The downloads: a list of all, and a card for each.
extension HTMLPage {
  func writeDownloads(to html: inout MarkupWriter) throws {
    if report.downloads.count > 1 { writeList(to: &html) }
    for download in report.downloads.prefix(Self.bounds.downloads) {
      try html.element(
        "section",
        [
          .a("class", "card"), .a("id", "d\(download.id)"),
          .a("aria-labelledby", "h\(download.id)"),
        ]
      ) { html in
        writeCard(download, to: &html)
        try html.flushIfFull()
      }
      html.newLine()
    }
    writeLeftOut(
      report.downloads.count, of: Self.bounds.downloads, .pageDownloads, to: &html)
  }

  private func writeList(to html: inout MarkupWriter) {
    html.element("section", [.a("class", "card")]) { html in
      html.element("h2", text: book(.pageDownloads))
      html.element("div", [.a("class", "controls"), .on("hidden")]) { html in
        html.element("label", [.a("for", "download-search")], text: book(.pageFilter))
        html.void("input", [.a("type", "search"), .a("id", "download-search")])
      }
      html.element("div", [.a("class", "scroll")]) { html in
        html.element("table", [.a("id", "download-rows"), .a("class", "rows")]) { html in
          let columns: [Phrase] = [
            .columnDownload, .columnVerdict, .columnClient, .columnAddress, .columnLength,
            .columnMissing,
          ]
          html.element("thead") { html in
            html.element("tr") { html in
              for column in columns { html.element("th", [.a("scope", "col")], text: book(column)) }
            }
          }
          html.element("tbody") { html in
            for download in report.downloads.prefix(Self.bounds.listed) {
              html.element("tr") { writeRow(download, columns, to: &$0) }
            }
          }
        }
      }
      writeLeftOut(report.downloads.count, of: Self.bounds.listed, .pageDownloads, to: &html)
    }
  }

  private func writeRow(_ download: Download, _ columns: [Phrase], to html: inout MarkupWriter) {
    func cell(_ place: Int, _ kind: String, _ text: String) {
      html.element(
        "td", [.a("class", kind), .a("data-label", book(columns[place]))], text: text)
    }
    html.element("td", [.a("class", "n"), .a("data-label", book(columns[0]))]) { html in
      if download.id <= Self.bounds.downloads {
        html.element("a", [.a("href", "#d\(download.id)")], text: String(download.id))
      } else {
        html.text(String(download.id))
      }
    }
    html.element("td", [.a("data-label", book(columns[1]))]) { writeVerdict(download, to: &$0) }
    cell(2, "", download.client.description)
    cell(3, "u", visible(download.url, upTo: 200))
    cell(4, "n", download.completeLength.map(NumberText.grouped) ?? "?")
    cell(5, "n", download.gaps.map { NumberText.grouped($0.reduce(0) { $0 + $1.count }) } ?? "?")
  }

  private func writeVerdict(_ download: Download, to html: inout MarkupWriter) {
    let verdict = download.verdict.rawValue
    html.element(
      "span", [.a("class", "verdict \(verdict)")], text: book(Statement(words: verdict)))
  }

  private func writeCard(_ download: Download, to html: inout MarkupWriter) {
    html.element("h2", [.a("id", "h\(download.id)")]) { html in
      writeVerdict(download, to: &html)
      html.text(visible(download.url, upTo: 300))
    }
    let sentence = book(VerdictSentence(report, download).text)
    html.element("p", [.a("class", "sentence")], text: visible(sentence, upTo: 1000))
    html.element("dl") { writeFacts(download, to: &$0) }
    CoverageDrawing(self, download).write(to: &html)
    LadderDrawing(self, download).write(to: &html)
    let own = findings[download.id] ?? []
    if !own.isEmpty {
      html.element("h3", text: book(.pageFindings))
      writeFindings(own, to: &html)
    }
    if download.id <= Self.bounds.stories { writeStory(download, to: &html) }
  }

  private func writeFacts(_ download: Download, to html: inout MarkupWriter) {
    func fact(_ phrase: Phrase, _ text: String, _ values: [String: Phrasebook.Value] = [:]) {
      html.element("dt", text: book(phrase, values))
      html.element("dd", text: text)
    }
    for alias in download.aliases.prefix(10) { fact(.factAlias, visible(alias, upTo: 300)) }
    fact(.columnClient, download.client.description)
    if !download.servers.isEmpty {
      fact(.factServers, download.servers.prefix(20).map(\.description).joined(separator: ", "))
    }
    if let length = download.completeLength { fact(.factLength, bytes(length)) }
    for (index, version) in download.versions.prefix(12).enumerated() {
      var texts = [version.etag, version.lastModified].compactMap { $0 }
        .map { visible($0, upTo: 200) }
      if texts.isEmpty { texts = [book(.factValidatorNone)] }
      if let coding = version.contentEncoding { texts.append(visible(coding, upTo: 50)) }
      let covered = book(NumberText.ranges(version.covered, limit: 4))
      if !covered.isEmpty { texts.append(covered) }
      fact(.factVersion, texts.joined(separator: " · "), ["n": .number(index + 1)])
    }
    fact(.factDelivered, bytes(download.deliveredBytes))
    if download.redundantBytes > 0 { fact(.factRedundant, bytes(download.redundantBytes)) }
    if let gaps = download.gaps, !gaps.isEmpty {
      fact(.factMissing, book(download.missing(gaps, limit: 8)))
    }
    if !download.unseen.isEmpty {
      fact(.factUnseen, book(NumberText.ranges(download.unseen, limit: 8)))
    }
  }

  /// `8,322,278 bytes (7.9 MiB)`.
  func bytes(_ count: Int) -> String {
    let text = book(.unitBytes, ["n": .number(count)])
    return NumberText.binary(count).map { "\(text) (\($0))" } ?? text
  }
}
