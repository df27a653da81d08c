import HTTP
import Ranges
import Testing
import Transactions

@Suite struct PlacementTests {
  @Test func aPartStandsWhereContentRangeSays() {
    var exchanges = Exchanges()
    exchanges.part(10..<20, of: 100)
    #expect(Array(exchanges.all[0].parts) == [10..<20])
    #expect(exchanges.all[0].completeLength == 100)
  }

  @Test(arguments: [
    ("bytes 0-9/100", 15, [0..<10]), ("bytes 0-9/100", 5, [0..<5]), ("bytes=0-9/100", 10, [0..<10]),
    ("items 0-9/100", 10, []), ("bytes 9-0/100", 10, []), ("bytes 0-999/100", 10, []),
    ("bytes 0-9/*", 10, [0..<10]),
  ])
  func contentIsClippedToTheSpan(text: String, body: Int, parts: [Range<Int>]) {
    var exchanges = Exchanges()
    exchanges.add(range: "bytes=0-9", status: 206, [("Content-Range", text)], body: body)
    #expect(Array(exchanges.all[0].parts) == parts)
  }

  @Test func a206WithoutContentRangeStandsNowhere() {
    var exchanges = Exchanges()
    exchanges.add(range: "bytes=0-9", status: 206, body: 10)
    #expect(exchanges.all[0].parts.isEmpty)
  }

  @Test(arguments: [("GET", 200, [0..<10]), ("GET", 404, []), ("POST", 200, []), ("GET", 304, [])])
  func onlyContentOfAGETStands(method: String, status: Int, parts: [Range<Int>]) {
    var exchanges = Exchanges()
    exchanges.add(method, status: status, body: 10)
    #expect(Array(exchanges.all[0].parts) == parts)
  }

  @Test func aPartLabelledFullStandsAtItsRange() {
    var exchanges = Exchanges()
    exchanges.add(
      range: "bytes=10-19", status: 200, [("Content-Range", "bytes 10-19/100")], body: 10)
    #expect(Array(exchanges.all[0].parts) == [10..<20])
    #expect(exchanges.all[0].completeLength == 100)
  }

  @Test func multipartStandsPartByPart() {
    var exchanges = Exchanges()
    exchanges.add(
      range: "bytes=0-9,50-59", status: 206,
      [("Content-Type", "multipart/byteranges; boundary=B")], body: 195, of: 300,
      inferred: [100..<120],
      multipart: MultipartBody(parts: [
        .init(contentRange: "bytes 0-9/100", contentType: nil, offset: 90, count: 10),
        .init(contentRange: "bytes 50-59/100", contentType: nil, offset: 190, count: 10),
        .init(contentRange: nil, contentType: nil, offset: 290, count: 10),
      ]))
    #expect(Array(exchanges.all[0].parts) == [0..<10, 50..<55])
    #expect(exchanges.all[0].unseen.isEmpty)
    #expect(exchanges.all[0].completeLength == 100)
  }

  @Test func inferredBytesAreUnseen() {
    var exchanges = Exchanges()
    exchanges.add(status: 200, body: 100, inferred: [20..<30])
    #expect(Array(exchanges.all[0].parts) == [0..<100])
    #expect(exchanges.all[0].unseen == [20..<30])
  }

  @Test(arguments: [
    ("GET", "/a?b", "Example.ORG:80", "http://example.org/a?b"),
    ("GET", "/a", "example.org:8080", "http://example.org:8080/a"),
    ("GET", "HTTP://Proxied.example:80/A", "other", "http://proxied.example/A"),
    ("GET", "https://x:443", "other", "https://x/"),
    ("GET", "/a", "", "http://192.168.1.3/a"),
    ("CONNECT", "x.example:443", "x.example", "http://x.example:443"),
    ("OPTIONS", "*", "x.example", "http://x.example"),
  ])
  func addresses(method: String, target: String, host: String, url: String) {
    var exchanges = Exchanges()
    exchanges.add(method, target, host: host)
    #expect(exchanges.all[0].url == url)
  }
}
