import Ranges
import Testing
import Transactions

/// What is taken in short says the same as what is looked at in full.
@Suite struct PlainExchangeTests {
  /// Parts in any order, at once or one after another, of a file that may change, with and without
  /// If-Range; `odd`: with a field that keeps all of them from being plain and means nothing else.
  private func exchanges(seed: Int, odd: Bool) -> Exchanges {
    var random = Numbers(seed: seed)
    var exchanges = Exchanges()
    var tag = 1
    var date = 0
    var end = 0
    for _ in 0..<24 {
      if random.below(8) == 0 { tag = random.below(3) }
      if random.below(10) == 0 { date = random.below(3) }
      let length = 100 + random.below(200)
      let first = random.below(3) > 0 ? end : random.below(9_000)
      let last = min(first + length, 10_000)
      guard first < last else {
        end = 0
        continue
      }
      end = last
      let isCut = random.below(6) == 0
      var fields = [("Content-Length", "\(last - first)")]
      if date > 0 { fields.append(("Last-Modified", "Mon, 13 Nov 2023 08:00:0\(date) GMT")) }
      if odd { fields.append(("Accept-Ranges", "none")) }
      exchanges.part(
        first..<last, of: random.below(20) == 0 ? 10_001 : 10_000, etag: "\"v\(tag)\"",
        ifRange: random.below(2) == 0 ? "\"v\(tag)\"" : nil,
        delivered: isCut ? (last - first) / 2 : nil, end: isCut ? .clientReset : nil,
        response: fields, lasting: Int64(random.below(3)) * 1_500_000_000 + 1)
    }
    return exchanges
  }

  @Test(arguments: 0..<200)
  func tellsWhatTheLongWayTells(seed: Int) throws {
    let short = exchanges(seed: seed, odd: false)
    let long = exchanges(seed: seed, odd: true)
    #expect(short.all.count { $0.isPlain } > 8)
    #expect(!long.all.contains { $0.isPlain })
    let (a, b) = (short.downloads, long.downloads)
    #expect(a.count == b.count)
    for (a, b) in zip(a, b) {
      #expect(a.steps.map { "\($0)" } == b.steps.map { "\($0)" })
      #expect(a.versions == b.versions)
      #expect(a.covered == b.covered && a.gaps == b.gaps && a.joins == b.joins)
      #expect(a.redundantBytes == b.redundantBytes && a.deliveredBytes == b.deliveredBytes)
      #expect(a.verdict == b.verdict && a.mirrorOf == b.mirrorOf)
    }
  }

  /// Several plain exchanges of a browser, the last of them broken off, then another user agent: all
  /// that was before is looked at when it comes.
  @Test func whoTookOverIsSeenBehindPlainOnes() {
    var exchanges = Exchanges()
    let browser = [("User-Agent", "Mozilla/5.0 Firefox/125.0")]
    for first in stride(from: 0, to: 400, by: 100) {
      exchanges.part(
        first..<first + 100, request: browser, response: [("Content-Length", "100")])
    }
    exchanges.part(400..<1000, delivered: 300, end: .clientReset, request: browser)
    exchanges.part(700..<1000, request: [("User-Agent", "Wget/1.24.5")])
    exchanges.part(0..<1000, request: [("User-Agent", "curl/8.5.0")])
    let downloads = exchanges.downloads
    #expect(downloads.map(\.transactions) == [[1, 2, 3, 4, 5, 6], [7]])
    #expect(downloads.map(\.key.joints) == [[.handedOver], []])
    #expect(downloads.last?.key.userAgent == "curl/8.5.0")
  }
}
