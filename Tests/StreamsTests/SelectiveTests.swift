import Packets
import Streams
import TestSupport
import Testing

struct SelectiveTests {
  /// A segment with a SACK option behind its header, and its bytes.
  private func packet(_ packet: Packet, _ blocks: [(UInt32, UInt32)]) -> (Segment, [UInt8]) {
    func octets(_ number: UInt32) -> [UInt8] {
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
    var bytes: [UInt8] = []
    if !blocks.isEmpty {
      bytes = [1, 1, 5, UInt8(2 + 8 * blocks.count)]
      for (left, right) in blocks { bytes += octets(left) + octets(right) }
    }
    var segment = packet.segment
    segment.options = 0..<bytes.count
    let text = Array(packet.text.utf8)
    segment.payload = bytes.count..<(bytes.count + text.count)
    return (segment, bytes + text)
  }

  private func record(_ packets: [(Packet, [(UInt32, UInt32)])]) -> String {
    var reassembler = Reassembler()
    var recorder = Recorder()
    for (index, (each, blocks)) in packets.enumerated() {
      let (segment, bytes) = packet(each, blocks)
      let frame = Frame(input: 0, number: index + 1, time: Timestamp(nanoseconds: Int64(index)))
      reassembler.receive(segment, bytes.span.bytes, frame, into: &recorder)
    }
    reassembler.finish(into: &recorder)
    return recorder.lines.dropFirst().dropLast().joined(separator: "; ")
  }

  private let opening: [(Packet, [(UInt32, UInt32)])] = Packet.handshake.map { ($0, []) }

  @Test func whatTheOtherEndHasIsNoLoss() {
    // 0-2 came, 3-5 were lost, 6-8 came unseen, 9-11 came.
    let packets: [(Packet, [(UInt32, UInt32)])] = [
      (.b(5001, "abc", ack: 1001), []), (.b(5010, "jkl", ack: 1001), []),
      (.a(1001, ack: 5004, []), [(5007, 5013)]),
    ]
    #expect(record(opening + packets) == "b 0 abc; b unknown 3..<6; b gap 6..<9; b 9 jkl")
  }

  @Test func whatNobodySawBehindAllThatCameIsTold() {
    let packets: [(Packet, [(UInt32, UInt32)])] = [
      (.b(5001, "abc", ack: 1001), []), (.a(1001, ack: 5004, []), [(5007, 5010)]),
    ]
    #expect(record(opening + packets) == "b 0 abc; b unknown 3..<6; b gap 6..<9")
  }

  @Test func bytesThatCameTwiceSayNothing() {
    let packets: [(Packet, [(UInt32, UInt32)])] = [
      (.b(5001, "abcdef", ack: 1001), []), (.a(1001, ack: 5007, []), [(5001, 5004)]),
    ]
    #expect(record(opening + packets) == "b 0 abcdef")
  }

  @Test(arguments: [
    [1, 1, 5], [1, 1, 5, 10, 0, 0, 0, 0, 0, 0, 0, 0], [5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    [1, 1, 5, 255, 0, 0, 0, 0, 0, 0, 0, 0], [8, 10, 0, 0, 0, 0, 0, 0, 0, 0, 5, 1, 1],
  ])
  func optionsThatLieAreHarmless(_ options: [UInt8]) {
    var segment = Packet.a(1001, ack: 5001, []).segment
    segment.options = 0..<options.count
    segment.payload = options.count..<options.count
    var reassembler = Reassembler()
    var recorder = Recorder()
    for packet in Packet.handshake {
      reassembler.receive(
        packet.segment, [UInt8]().span.bytes,
        Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 0)), into: &recorder)
    }
    reassembler.receive(
      segment, options.span.bytes, Frame(input: 0, number: 4, time: Timestamp(nanoseconds: 1)),
      into: &recorder)
    reassembler.finish(into: &recorder)
    #expect(recorder.text == "begin 0 a; end captureEnded")
  }
}
