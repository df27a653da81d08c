import Forge
import HTTP
import Testing
import Transactions

/// Contents of several parts, as they come over connections.
struct MultipartTests {
  private static let resource = ForgedResource("/a", size: 100_000)
  private static let type = "Content-Type: multipart/byteranges; boundary=b\r\n"

  /// What is read of a 206 whose content is `pieces`.
  private func read(
    _ pieces: [Payload], type: String = MultipartTests.type, length: UInt64? = nil,
    _ events: [ForgedEvent] = []
  ) -> Body {
    let body = Payload.joined(pieces)
    let head =
      "HTTP/1.1 206 Partial Content\r\nContent-Length: \(length ?? body.count)\r\n\(type)\r\n"
    let answer = ForgedEvent.send(.server, .joined([Wire.text(head), body]))
    return Reading([Wire.get("/a", "Range: bytes=0-99,5000-5099\r\n"), answer] + events)
      .transactions[0].body
  }

  private func part(
    _ first: UInt64, _ count: UInt64, boundary: String = "b", data: Payload? = nil
  ) -> Payload {
    let head =
      "\r\n--\(boundary)\r\nContent-Range: bytes \(first)-\(first + count - 1)/100000\r\n\r\n"
    return .joined([Wire.text(head), data ?? .pattern(seed: 7, first..<(first + count))])
  }

  private static let close = Wire.text("\r\n--b--\r\n")

  @Test func partsThatTheEndOfTheConnectionCutsAreNotHeldAgainstIt() {
    for end in [[ForgedEvent.reset(.server)], [.finish(.server)], [.reset(.client)]] {
      let body = read([part(0, 5000), part(9000, 2990)], length: 20_000, end)
      #expect(body.end != .complete)
      #expect(body.multipart?.parts.map(\.count) == [5000, 2990])
      #expect(body.multipart?.problems == [])
      let within = read(
        [part(0, 5000), part(9000, 3000, data: .pattern(seed: 7, 0..<1234))], length: 20_000, end)
      #expect(within.multipart?.parts.map(\.count) == [5000, 1234])
      #expect(within.multipart?.problems == [])
    }
  }

  @Test func aPartWhoseHeaderTheEndCutsIsNone() {
    let body = read(
      [part(0, 100), Wire.text("\r\n--b\r\nContent-Range: bytes 50")], length: 9000,
      [.finish(.server)])
    #expect(body.multipart?.parts.map(\.contentRange) == ["bytes 0-99/100000"])
    #expect(body.multipart?.problems == [])
  }

  @Test func aBodyThatTheCloseDelimitsMustBeClosed() {
    let head = "HTTP/1.1 206 Partial Content\r\n\(Self.type)\r\n"
    let reading = Reading([
      Wire.get("/a"), .send(.server, .joined([Wire.text(head), part(0, 100)])), .finish(.server),
    ])
    #expect(reading.transactions[0].body.end == .complete)
    #expect(reading.transactions[0].body.multipart?.problems == ["no closing delimiter"])
  }

  @Test func anotherBoundaryThanTheHeadersIsNone() {
    let body = read([part(0, 100, boundary: "c"), Wire.text("\r\n--c--\r\n")])
    #expect(body.multipart?.parts == [])
    #expect(body.multipart?.problems == ["the boundary never occurs"])
  }

  @Test func aBoundaryOnceMistakenLosesItsPart() {
    let body = read([part(0, 100), part(5000, 100, boundary: "c"), Self.close])
    #expect(body.multipart?.parts.map(\.contentRange) == ["bytes 0-99/100000"])
    #expect(body.multipart?.problems.count == 1)
  }

  @Test func aBoundaryInQuotesIsTheSame() {
    let body = read(
      [part(0, 100), Self.close], type: "Content-Type: multipart/byteranges; boundary=\"b\"\r\n")
    #expect(body.multipart?.parts.map(\.count) == [100])
    #expect(body.multipart?.problems == [])
  }

  @Test func withoutABoundaryNoPartIsRead() {
    for type in ["multipart/byteranges", "multipart/byteranges; boundary=\"\""] {
      let body = read([part(0, 100), Self.close], type: "Content-Type: \(type)\r\n")
      #expect(body.multipart == nil)
      #expect(body.end == .complete)
    }
  }

  @Test func aBoundaryWithinPromisedDataDoesNotEndThem() {
    // Far from where the data end, it is data; near their end it is an end that comes too soon.
    let data = Payload.joined([
      .pattern(seed: 7, 0..<1000), Wire.text("\r\n--b\r\nX: y\r\n\r\n"),
      .pattern(seed: 7, 0..<8985),
    ])
    #expect(data.count == 10_000)
    let body = read([part(0, 10_000, data: data), part(20_000, 10), Self.close])
    #expect(body.multipart?.parts.map(\.count) == [10_000, 10])
    #expect(body.multipart?.problems == [])
    let near = Payload.joined([.pattern(seed: 7, 0..<9000), Wire.text("\r\n--b\r\nX: y\r\n\r\n")])
    let short = read([part(0, 10_000, data: near), part(20_000, 10), Self.close])
    #expect(short.multipart?.parts.first?.count == 9000)
    #expect(
      short.multipart?.problems.first
        == "part 1 promised 10000 bytes, the next delimiter comes after 9000")
  }

  @Test func wherePacketsAreMissingNothingIsHeldAgainstIt() {
    let exchange = Self.resource.multipartExchange([0...9999, 50_000...59_999])
    for index in 1..<13 {
      let reading = Reading(
        exchange.events + Wire.finish, faults: [FaultRule(.missed, .data(index))])
      #expect(reading.transactions[0].body.multipart?.problems == [])
    }
  }
}
