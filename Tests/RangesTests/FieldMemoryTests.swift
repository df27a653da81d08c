import HTTP
import Packets
@testable import Ranges
import Testing
import Transactions

/// What is remembered of fields changes nothing of what is read.
struct FieldMemoryTests {
  private static let hosts: [String?] = [
    nil, "", "example.org", "Example.org", "example.org:80", "example.org:8080", "a", "a/b", "a@b",
    "cdn/x", "cdn", "\u{E9}.example", "example.or",
  ]
  private static let targets = [
    "/", "/file", "/x/y", "/y", "gfile", "*", "http://Other.example:80/z", "/file?partNumber=2",
    "/\u{E9}", "", "//double",
  ]
  private static let validators = [
    "\"v1\"", "\"v2\"", "W/\"v1\"", "v1", "", "Sun, 06 Nov 1994 08:49:37 GMT", "yesterday",
    "\"a-long-entity-tag-0001\"", "\"a-long-entity-tag-0002\"", "\"\u{E9}\"",
  ]

  @Test func readsTheSameOnceMoreAndFirst() {
    var memory = FieldMemory()
    for _ in 0..<2 {
      for method in ["GET", "CONNECT"] {
        for host in Self.hosts {
          for target in Self.targets { check(method, host, target, "\"v1\"", &memory) }
        }
      }
      for value in Self.validators { check("GET", "example.org", "/file", value, &memory) }
    }
  }

  private func check(
    _ method: String, _ host: String?, _ target: String, _ value: String,
    _ memory: inout FieldMemory
  ) {
    var traffic = Exchanges()
    traffic.add(
      method, target, host: host, range: "bytes=0-9", ifRange: value, status: 206,
      [
        ("ETag", value), ("Last-Modified", value), ("Date", value), ("Server", value),
        ("Content-Range", "bytes 0-9/10"),
      ], body: 10, request: [("User-Agent", value)])
    let fresh = traffic.all[0]
    let read = RangeExchange(fresh.transaction, memory: &memory)
    #expect(read.url == fresh.url)
    #expect(read.request?.ifRange == fresh.request?.ifRange)
    #expect(read.response?.etag == fresh.response?.etag)
    #expect(read.response?.lastModified == fresh.response?.lastModified)
    #expect(read.response?.date == fresh.response?.date)
    #expect(read.response?.etagText == value)
    #expect(read.response?.server == value)
    #expect(read.isPlain == fresh.isPlain)
  }

  /// What a head takes from one before it is read as that of a head that stands alone.
  @Test func readsTheSameOfWhatIsTakenFromOthers() {
    var memory = FieldMemory()
    var tables = HeadTables()
    let dates = [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT", "yesterday", "",
    ]
    let agents = ["a", "an-agent-with-a-long-name/1.0", "an-agent-with-a-long-name/2.0", ""]
    var taken = 0
    for number in 0..<256 {
      let (date, modified) = (dates[number & 3], dates[number >> 2 & 3])
      let (tag, agent) = (Self.validators[number % 10], agents[number >> 4 & 3])
      var traffic = Exchanges()
      traffic.add(
        range: "bytes=0-9", ifRange: tag, status: 206,
        [
          ("ETag", tag), ("Last-Modified", modified), ("Date", date), ("Server", "s"),
          ("Content-Range", "bytes 0-9/\(number + 10)"), ("Content-Length", "10"),
        ], body: 10, request: [("User-Agent", agent)])
      let fresh = traffic.all[0]
      var transaction = fresh.transaction
      transaction.request?.head.share(&tables)
      transaction.response?.head.share(&tables)
      let fields = transaction.response?.head.fields ?? HeaderFields()
      taken += (0..<fields.count).count { fields.takes($0) }
      let read = RangeExchange(transaction, memory: &memory)
      #expect(read.url == fresh.url && read.isPlain == fresh.isPlain)
      #expect(read.parts == fresh.parts && read.promised == fresh.promised)
      #expect(read.completeLength == number + 10)
      #expect(read.request?.fetcher == fresh.request?.fetcher)
      #expect(read.request?.fetcher.agent == agent)
      #expect(read.request?.ifRange == fresh.request?.ifRange)
      #expect(read.request?.range == fresh.request?.range)
      #expect(read.response?.etag == fresh.response?.etag)
      #expect(read.response?.lastModified == fresh.response?.lastModified)
      #expect(read.response?.date == fresh.response?.date)
      #expect(read.response?.lastModifiedText == modified)
      #expect(read.response?.contentLength == fresh.response?.contentLength)
    }
    #expect(taken > 256)
  }

  /// A value of a step comes back as it was put in.
  @Test(arguments: [nil, 0, 1, 4711] as [Int?])
  func aStepKeepsWhatItIsTold(_ value: Int?) {
    var step = Step(exchange: 7)
    step.version = value
    step.currentVersion = value
    step.knownLength = value
    #expect(step.version == value && step.currentVersion == value && step.knownLength == value)
    let id = value == 0 ? nil : value
    step.continued = id
    step.ifRangeSource = id
    step.previous = id
    #expect(step.continued == id && step.ifRangeSource == id && step.previous == id)
    for start in [Step.Start.continuation(runEnd: 12), .seek, .first, .whole] {
      step.start = start
      #expect(step.start == start)
    }
    #expect(step.exchange == 7)
  }
}
