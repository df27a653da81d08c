import Analysis
import Markup
import Phrases
import Ranges

/// Which bytes came, drawn: each response a bar at its place, what is missing below.
struct CoverageDrawing {
  /// A bar: half-open positions, the class it is drawn with, and what it is.
  private struct Bar {
    var range: Range<Int>
    var style: String
    var lane: Int
    var title: String
    /// The transaction, and the version from 0; `nil` for what no response brought.
    var source: (transaction: Int, version: Int)?
  }

  private let page: HTMLPage
  private let download: Download
  private let length: Int
  private var bars: [Bar] = []
  private var lanes = 1
  private var leftOut = 0

  private static let bounds = (bars: 1500, lanes: 24, listed: 300)
  private static let laneHeight = 12

  init(_ page: HTMLPage, _ download: Download) {
    self.page = page
    self.download = download
    let exchanges = download.transactions.compactMap { id in
      page.report.exchanges.indices.contains(id - 1) ? page.report.exchanges[id - 1] : nil
    }
    let reached = exchanges.flatMap(\.parts).map(\.upperBound).max() ?? 0
    length = max(download.completeLength ?? 0, reached)
    guard length > 0 else { return }
    place(exchanges)
    let numbers = download.missingOf
    add(
      download.gaps ?? [], "fill-missing", .pageMissing,
      of: numbers.count == 1 ? page.book(.pageVersion, ["n": .number(numbers[0])]) : "")
    let all = exchanges.filter(\.isGET)
    add(CoverageMap.union(all.flatMap(\.unseen)), "fill-unseen", .pageUnseen)
    add(CoverageMap.overlaps(all.flatMap(\.parts)), "fill-twice", .pageTwice)
  }

  /// Gives each response a lane: the first in which nothing is in its way.
  private mutating func place(_ exchanges: [RangeExchange]) {
    var ends: [Int] = []
    for exchange in exchanges where exchange.isGET {
      let parts = exchange.parts.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
      guard let first = parts.first, let last = parts.last else { continue }
      // A small distance, so that bars which touch can be told apart.
      var lane = ends.firstIndex { $0 < first.lowerBound - length / 200 } ?? ends.count
      if lane >= Self.bounds.lanes { lane = Self.bounds.lanes - 1 }
      if lane == ends.count { ends.append(0) }
      ends[lane] = max(ends[lane], last.upperBound)
      let version = download.versions.firstIndex { $0.transactions.contains(exchange.id) } ?? 0
      for part in parts {
        guard bars.count < Self.bounds.bars else {
          leftOut += 1
          continue
        }
        let name = page.book(.pageVersion, ["n": .number(version + 1)])
        bars.append(
          Bar(
            range: part, style: "v\(version % 6)", lane: lane,
            title: "#\(exchange.id): \(NumberText.range(part)), \(name)",
            source: (exchange.id, version)))
      }
    }
    lanes = max(1, ends.count)
  }

  /// What stands in the last lane.
  private mutating func add(
    _ ranges: [Range<Int>], _ style: String, _ phrase: Phrase, of whole: String = ""
  ) {
    for range in ranges where !range.isEmpty {
      guard bars.count < 2 * Self.bounds.bars else {
        leftOut += 1
        continue
      }
      bars.append(
        Bar(
          range: range, style: style, lane: lanes,
          title: "\(page.book(phrase)): \(NumberText.range(range))"
            + (whole.isEmpty ? "" : ", \(whole)"),
          source: nil))
    }
  }

  func write(to html: inout MarkupWriter) {
    guard length > 0 else { return }
    let book = page.book
    html.element("h3", text: book(.pageMap))
    html.element("figure", [.a("data-length", length)]) { html in
      writeControls(to: &html)
      html.element(
        "div",
        [
          .a("class", "zoom"), .a("tabindex", 0), .a("role", "group"),
          .a("aria-label", book(.pageMap)),
        ]
      ) { writeMap(to: &$0) }
      html.element("div", [.a("class", "scale"), .a("aria-hidden", "true")]) { html in
        html.element("span", text: "0")
        html.element("span", text: NumberText.grouped((length - 1) / 2))
        html.element("span", text: NumberText.grouped(length - 1))
      }
      writeLegend(to: &html)
      html.element("details") { html in
        html.element("summary", text: book(.pageMapTable))
        html.element("div", [.a("class", "scroll")]) { writeTable(to: &$0) }
      }
      page.writeLeftOut(bars.count + leftOut, of: bars.count, .pageMap, to: &html)
    }
  }

  private func writeControls(to html: inout MarkupWriter) {
    let book = page.book
    html.element("div", [.a("class", "controls"), .on("hidden")]) { html in
      let actions: [(String, Phrase, String)] = [
        ("in", .pageZoomIn, "+"), ("out", .pageZoomOut, "−"), ("left", .pageLeft, "←"),
        ("right", .pageRight, "→"), ("all", .pageReset, book(.pageReset)),
      ]
      for (action, label, mark) in actions {
        html.element(
          "button",
          [.a("type", "button"), .a("data-action", action), .a("aria-label", book(label))],
          text: mark)
      }
      html.element("form", [.a("class", "controls")]) { html in
        for phrase in [Phrase.pageFirst, .pageLast] {
          html.element("label") { html in
            html.text(book(phrase) + " ")
            html.void("input", [.a("type", "text"), .a("inputmode", "numeric")])
          }
        }
        html.element("button", [.a("type", "submit")], text: book(.pageShow))
      }
      html.element("span", [.a("class", "region dim"), .a("aria-live", "polite")], text: "")
    }
  }

  private func writeMap(to html: inout MarkupWriter) {
    let height = (lanes + 1) * Self.laneHeight + 4
    let held = download.covered.reduce(0) { $0 + $1.count }
    html.element(
      "svg",
      [
        .a("class", "map"), .a("viewBox", "0 0 1000 \(height)"), .a("height", height * 3 / 2),
        .a("preserveAspectRatio", "none"), .a("role", "img"),
        .a(
          "aria-label",
          page.book(
            .pageMapAlt,
            [
              "id": .number(download.id), "held": .number(held), "length": .number(length),
              "n": .number(bars.count { $0.source != nil }),
            ])),
      ]
    ) { html in
      for bar in bars {
        let x = Double(bar.range.lowerBound) / Double(length) * 1000
        let width = max(Double(bar.range.count) / Double(length) * 1000, 1)
        html.element(
          "rect",
          [
            .a("class", bar.style), .a("x", Self.short(x)), .a("width", Self.short(width)),
            .a("y", bar.lane * Self.laneHeight + 3), .a("height", Self.laneHeight - 3),
            .a("data-a", bar.range.lowerBound), .a("data-b", bar.range.upperBound),
          ]
        ) { html in html.element("title", text: bar.title) }
      }
    }
  }

  private func writeLegend(to html: inout MarkupWriter) {
    html.element("p", [.a("class", "legend")]) { html in
      func key(_ style: String, _ text: String) {
        html.element("span", [.a("class", "key \(style)")], text: "")
        html.text(text)
      }
      let versions = Set(bars.compactMap { $0.source?.version }).sorted()
      for version in versions.prefix(12) {
        let name = page.book(.pageVersion, ["n": .number(version + 1)])
        let tag =
          download.versions.indices.contains(version) ? download.versions[version].etag : nil
        key("v\(version % 6)", tag.map { "\(name), \(page.visible($0, upTo: 60))" } ?? name)
      }
      let styles = Set(bars.map(\.style))
      for (style, key_, phrase) in [
        ("fill-missing", "missing", Phrase.pageMissing), ("fill-unseen", "unseen", .pageUnseen),
        ("fill-twice", "twice", .pageTwice),
      ] where styles.contains(style) { key(key_, page.book(phrase)) }
    }
  }

  private func writeTable(to html: inout MarkupWriter) {
    let book = page.book
    html.element("table") { html in
      html.element("thead") { html in
        html.element("tr") { html in
          for phrase in [Phrase.pageFirst, .pageLast, .columnBytes, .columnState] {
            html.element("th", [.a("scope", "col")], text: book(phrase))
          }
        }
      }
      html.element("tbody") { html in
        for bar in bars.prefix(Self.bounds.listed) {
          html.element("tr") { html in
            for number in [bar.range.lowerBound, bar.range.upperBound - 1, bar.range.count] {
              html.element("td", [.a("class", "n")], text: NumberText.grouped(number))
            }
            html.element("td", text: bar.title)
          }
        }
      }
    }
    page.writeLeftOut(bars.count, of: Self.bounds.listed, .pageMapTable, to: &html)
  }

  /// A coordinate with two digits after the point.
  private static func short(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
