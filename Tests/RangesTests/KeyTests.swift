import HTTP
import Phrases
import Ranges
import Testing
import Transactions

/// Which exchanges are one download, as a user thinks of it.
@Suite struct KeyTests {
  private let browser = [("User-Agent", "Mozilla/5.0 Firefox/125.0")]
  private let wget = [("User-Agent", "Wget/1.24.5")]

  @Test func userAgentsBehindOneAddressAreTwo() {
    var exchanges = Exchanges()
    exchanges.part(0..<500, request: browser)
    exchanges.part(500..<1000, request: wget)
    let downloads = exchanges.downloads
    #expect(downloads.map(\.transactions) == [[1], [2]])
    #expect(downloads.map(\.key.userAgent) == browser.map(\.1) + wget.map(\.1))
  }

  @Test func whomAProxyAsksForAreTwo() {
    var exchanges = Exchanges()
    exchanges.part(0..<500, request: [("X-Forwarded-For", "10.0.0.1")])
    exchanges.part(0..<500, request: [("X-Forwarded-For", "10.0.0.2")])
    exchanges.part(500..<1000, request: [("X-Forwarded-For", "10.0.0.1")])
    #expect(exchanges.downloads.map(\.transactions) == [[1, 3], [2]])
    #expect(exchanges.downloads.map(\.key.forwardedFor) == ["10.0.0.1", "10.0.0.2"])
  }

  @Test func whereOneSaysNothingTheyAreOne() {
    var exchanges = Exchanges()
    exchanges.part(0..<500)
    exchanges.part(500..<1000, request: wget)
    #expect(exchanges.downloads.map(\.transactions) == [[1, 2]])
  }

  @Test func aManagerTakesOverFromABrowser() {
    var exchanges = Exchanges()
    exchanges.part(0..<1000, delivered: 500, end: .clientReset, request: browser)
    exchanges.part(500..<1000, request: wget)
    let downloads = exchanges.downloads
    #expect(downloads.map(\.transactions) == [[1, 2]])
    #expect(downloads.first?.key.joints == [.handedOver])
    #expect(downloads.first?.verdict == .complete)
  }

  @Test func aLookFromOutsideIsNoDownload() {
    var exchanges = Exchanges()
    exchanges.add("HEAD", status: 200, [("Content-Length", "1000")], request: browser)
    exchanges.part(0..<1000, request: wget)
    exchanges.add("HEAD", status: 200, [("Content-Length", "1000")], request: browser)
    #expect(exchanges.downloads.map(\.transactions) == [[1, 2, 3]])
  }

  @Test func signaturesDoNotMakeAnotherFile() {
    var exchanges = Exchanges()
    exchanges.part(0..<500, target: "/f?v=1&token=a&exp=1")
    exchanges.part(500..<1000, target: "/f?v=1&token=b&exp=2")
    exchanges.part(500..<1000, target: "/f?v=2&token=b&exp=2")
    let downloads = exchanges.downloads
    #expect(downloads.map(\.transactions) == [[1, 2], [3]])
    #expect(downloads.first?.key.joints == [.signature])
  }

  @Test func anAbsoluteTargetIsTheSameResource() {
    var exchanges = Exchanges()
    exchanges.part(0..<500, target: "/f")
    exchanges.part(500..<1000, host: "proxy.example", target: "http://example.org/f")
    #expect(exchanges.downloads.map(\.transactions) == [[1, 2]])
  }

  @Test func theKeyCanBeChanged() {
    var exchanges = Exchanges()
    exchanges.part(0..<500, host: "a.example", request: browser)
    exchanges.part(500..<1000, etag: "\"v2\"", host: "b.example", server: Exchanges.mirror)
    exchanges.part(500..<1000, host: "a.example", server: Exchanges.mirror, request: wget)
    func transactions(_ grouping: DownloadGrouping) -> [[Int]] {
      DownloadAssembler(RangeExchanges(exchanges.all), by: grouping).downloads().map(\.transactions)
    }
    #expect(transactions(.resource) == [[1], [2], [3]])
    #expect(transactions(.url) == [[1, 3], [2]])
    #expect(transactions(.client) == [[1, 2, 3]])
    #expect(transactions(.server) == [[1], [2], [3]])
  }

  @Test func theNodeThatAnsweredIsNamed() {
    func node(_ fields: [(String, String)]) -> String {
      AnsweringNode(HeaderFields(fields)).text.description
    }
    #expect(node([("Via", "1.1 a, 1.1 varnish"), ("Age", "7")]) == "1.1 varnish (Via), Age: 7")
    #expect(
      node([("X-Served-By", "cache-a, cache-b"), ("X-Cache", "MISS, HIT"), ("Via", "1.1 varnish")])
        == "cache-b (X-Served-By), X-Cache: MISS, HIT, Via: 1.1 varnish")
    #expect(
      node([("Cache-Status", "Origin; hit, Edge; fwd=miss; stored")])
        == "Edge (Cache-Status), fwd=miss; stored")
    #expect(!AnsweringNode(HeaderFields([("Server", "nginx")])).isTold)
  }
}
