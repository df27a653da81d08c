import Forge
import HTTP
import Packets
import Streams
import Testing

@testable import Transactions

/// Records that grow for long, of which transactions are forgotten while their connections go on.
@Suite struct ForgetTests {
  /// Reads a capture and forgets transactions after each packet.
  private func read(
    _ capture: ForgedCapture, forgetting isChosen: (_ packet: Int, _ serial: Int) -> Bool
  ) -> [Transaction] {
    var reassembler = Reassembler(seed: 1)
    var reader = TransactionReader()
    capture.forEachSegment { segment, bytes, frame in
      reassembler.receive(segment, bytes, frame, into: &reader)
      _ = reader.forget({ isChosen(frame.number - 1, $0) }, connectionsBefore: frame.time)
    }
    reassembler.finish(into: &reader)
    return reader.finish().transactions
  }

  /// What follows a lost chunk line belongs to no other when its response was forgotten.
  @Test func whatFollowsAForgottenResponseIsDropped() {
    let chunks = "3E8\r\n" + String(repeating: "a", count: 1000) + "\r\n"
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let capture = Wire.capture(
      [Wire.get("/a"), Wire.answer(head + String(repeating: chunks, count: 200) + "0\r\n\r\n")]
        + [Wire.get("/b"), Wire.ok(1)] + Wire.finish, faults: [FaultRule(.missed, .data([1]))])
    let all = read(capture) { _, _ in false }
    #expect(all.map(\.serial) == [1, 2])
    #expect(all[0].body.unframed > 100_000)
    let left = read(capture) { packet, serial in packet > 100 && serial == 1 }
    #expect(left.map(\.serial) == [2])
    #expect(left.allSatisfy { $0.body.unframed == 0 })
  }

  /// Whatever is forgotten and when, nothing of it comes back, and nothing is counted elsewhere.
  @Test(arguments: 0..<100 as Range<UInt64>)
  func whatIsForgottenStaysForgotten(_ seed: UInt64) {
    let (capture, made) = LossTests.capture(seed)
    let left = read(capture) { packet, serial in
      (packet &* 31 &+ serial &* 17 &+ Int(seed)) % 13 == 0
    }
    #expect(Set(left.map(\.serial)).count == left.count)
    for transaction in left {
      guard let tag = transaction.response?.head.fields.first("etag"),
        let exchange = made.first(where: { "\"\($0.target)\"" == tag })
      else { continue }
      #expect(transaction.body.extent <= exchange.content.count)
    }
  }
}
