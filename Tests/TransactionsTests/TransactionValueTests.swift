import HTTP
import Packets
import Testing

@testable import Transactions

struct TransactionValueTests {
  /// A copy and what it was made of are changed apart from each other.
  @Test func aCopyIsItsOwn() {
    let end = Endpoint(address: IPAddress(ipv4: 1), port: 80)
    let frame = Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 5))
    var first = Transaction(
      id: 1, connection: 2, client: end, server: end, time: Timestamp(nanoseconds: 9))
    first.serial = 3
    first.interim = [103]
    first.request = Request(
      head: RequestHead(method: "GET", target: "/"), frame: frame, sequence: 4)
    first.response = Response(head: ResponseHead(status: 206), frame: frame)
    first.body.extent = 10
    first.pairing = .inferred
    var second = first
    second.id = 11
    second.response?.head.status = 200
    second.request = nil
    second.interim.append(100)
    second.body.extent = 20
    second.pairing = .certain
    second.end = Timestamp(nanoseconds: 99)
    #expect(first.id == 1 && first.serial == 3 && first.connection == 2)
    #expect(first.response?.head.status == 206)
    #expect(first.request?.head.method == "GET")
    #expect(first.interim == [103])
    #expect(first.body.extent == 10)
    #expect(first.pairing == .inferred)
    #expect(first.end == Timestamp(nanoseconds: 9) && first.time == Timestamp(nanoseconds: 5))
    #expect(second.id == 11 && second.serial == 3 && second.server == end)
    #expect(second.response?.head.status == 200 && second.request == nil)
    #expect(second.interim == [103, 100])
    #expect(second.body.extent == 20 && second.pairing == .certain)
    #expect(second.time == Timestamp(nanoseconds: 5))
  }

  /// What few bodies have is apart from a copy too, and does not come of being asked for.
  @Test func aCopyOfABodyIsItsOwn() {
    var first = Body()
    #expect(first.missing.isEmpty && first.multipart == nil && first == Body())
    first.problems = [.chunkFraming]
    first.missing = [1..<2]
    var second = first
    #expect(second == first)
    second.missing.append(3..<4)
    second.unframed += 5
    second.multipart = MultipartBody()
    #expect(first.missing == [1..<2] && first.unframed == 0 && first.multipart == nil)
    #expect(second.missing == [1..<2, 3..<4] && second.unframed == 5)
    #expect(second.problems == [.chunkFraming] && second != first)
  }

  @Test func aStallIsItsOwn() {
    let frame = Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 5))
    var first = Response(head: ResponseHead(status: 200), frame: frame)
    #expect(first.longestStall == 0 && first.longestStallCause == nil)
    first.longestStall = 7
    first.longestStallCause = .loss
    var second = first
    second.longestStallPackets = StallPackets(start: Timestamp(nanoseconds: 1), before: 2, after: 3)
    second.longestStall = 8
    #expect(first.longestStall == 7 && first.longestStallPackets == nil)
    #expect(second.longestStall == 8 && second.longestStallCause == .loss)
    #expect(second.longestStallPackets?.after == 3)
  }
}

/// A content that was sent, but is not all in the capture, is complete when the rest comes after all.
@Test func aBodyThatIsFilledIsComplete() {
  var body = Body()
  body.extent = 10
  body.end = .captureEnded
  body.missing = [2..<4, 6..<8]
  body.isFramed = true
  let cut = body
  body.fill(2..<5)
  #expect(body.end == .captureEnded && body.isFramed && body.missing == [6..<8])
  body.fill(5..<9)
  #expect(body.end == .complete && !body.isFramed && body.delivered == 10)
  #expect(cut.end == .captureEnded && cut.isFramed && cut.delivered == 6)
}
