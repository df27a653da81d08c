internal import Bytes
internal import Packets
internal import Streams

/// A connection whose true bytes are known, cut, reordered, repeated, lost and acknowledged as the
/// fuzzer likes.
///
/// Each end's byte at each sequence number is fixed, so whatever is told can be held against it:
/// that it is the true byte at its place, that it was sent before, that it is told once and in order.
/// Each step is an operation byte and what it needs.
enum StreamsBody {
  static func run(_ input: inout FuzzInput) -> String? {
    var limits = StreamLimits()
    if input.byte() & 1 == 1 {
      limits.bytesPerDirection = 3000
      limits.segmentsPerDirection = 12
      limits.bytesInAll = 5000
      limits.packetsToWait = 9
    }
    var model = StreamModel(&input)
    var reassembler = Reassembler(limits: limits, seed: 0)
    var witness = StreamWitness()
    while !input.isEmpty, witness.wrong == nil, model.packets < 4096 {
      guard let packet = model.next(&input) else { continue }
      witness.sent(packet)
      reassembler.receive(packet.segment, packet.bytes.span.bytes, packet.frame, into: &witness)
      // One segment more, in pieces between those of its direction, is held until it is told.
      let slack = StreamModel.longest + (limits.segmentsPerDirection + 2) * 128
      if reassembler.statistics.mostHeld > limits.bytesInAll + slack {
        return "\(reassembler.statistics.mostHeld) bytes held"
      }
    }
    reassembler.finish(into: &witness)
    witness.finish(reassembler.statistics, model.isTame)
    return witness.wrong
  }
}

/// Makes packets out of the fuzzer's choices.
struct StreamModel {
  struct Packet {
    var segment: Segment
    var bytes: [UInt8]
    var frame: Frame
    var isFirst: Bool
  }

  static let longest = 2000
  /// What a receiver offers: plain segments go the short way, those of a small window do not.
  private static let windows: [UInt16] = [0, 501, 501, 64240]
  private var initial: [UInt32]
  /// Where each end is, in bytes from its first.
  private var sent = [0, 0]
  private var time: Int64 = 0
  private(set) var packets = 0
  /// Whether nothing was sent that TCP would not send, so that all that was delivered is told.
  private(set) var isTame = true

  init(_ input: inout FuzzInput) {
    // Near the wrap, or near the sign's.
    let first: [UInt32] = [1000, 0xFFFF_FF00, 0x7FFF_FF00, 0]
    let choice = Int(input.byte())
    initial = [first[choice & 3], first[choice >> 2 & 3] &+ 7]
  }

  /// The byte of an end at a sequence number.
  static func byte(_ sequence: UInt32, isFirst: Bool) -> UInt8 {
    let mixed = (sequence ^ (isFirst ? 0 : 0x5A5A_5A5A)) &* 0x9E37_79B1
    return UInt8(truncatingIfNeeded: mixed >> 24)
  }

  /// The next packet; `nil` when the step was another.
  mutating func next(_ input: inout FuzzInput) -> Packet? {
    let operation = input.byte()
    let own = Int(operation & 1)
    var start = sent[own]
    var length = 0
    var cut = 0
    var flags: TCPFlags = operation & 2 == 0 ? .ack : []
    var acknowledged = sent[1 - own]
    switch operation >> 2 & 15 {
    case 0, 1: length = Int(input.byte())
    case 2: length = min(input.half(), Self.longest)
    case 3:  // It was lost: others go on behind it.
      sent[own] += Int(input.byte())
      return nil
    case 4:  // Again, a little before.
      start -= Int(input.byte())
      length = Int(input.byte())
    case 5:
      start -= input.half() & 0x1FFF
      length = min(input.half(), Self.longest)
    case 6:
      start += Int(input.byte())
      length = Int(input.byte())
    case 7:
      length = Int(input.byte())
      cut = min(length, Int(input.byte()))
    case 8: acknowledged -= Int(input.byte())
    case 9:
      acknowledged += Int(input.byte())
      isTame = false
    case 10:
      time += Int64(input.byte()) * 20_000_000
      return nil
    case 11:
      flags.insert(.fin)
      length = Int(input.byte())
      isTame = false
    case 12:
      flags = operation & 2 == 0 ? .syn : [.syn, .ack]
      start = -1
    case 13:
      flags.insert(.rst)
      isTame = false
    case 14:  // Far away.
      start = start &+ input.half() << 16
      length = Int(input.byte())
      isTame = false
    default:  // Another connection of the same ends.
      initial[own] = initial[own] &+ UInt32(input.half())
      sent[own] = 0
      flags = .syn
      start = -1
      isTame = false
    }
    time += 1_000_000
    packets += 1
    if start >= 0, operation >> 2 & 15 < 14 { sent[own] = max(sent[own], start + length) }
    let first = initial[own] &+ 1 &+ UInt32(truncatingIfNeeded: start)
    let bytes = (0..<UInt32(length - cut)).map { Self.byte(first &+ $0, isFirst: own == 0) }
    let ends = [
      Endpoint(address: IPAddress(ipv4: 1), port: 1000),
      Endpoint(address: IPAddress(ipv4: 2), port: 80),
    ]
    let acknowledgement = initial[1 - own] &+ 1 &+ UInt32(truncatingIfNeeded: acknowledged)
    return Packet(
      segment: Segment(
        source: ends[own], destination: ends[1 - own], sequence: first,
        acknowledgement: flags.contains(.ack) ? acknowledgement : 0, flags: flags,
        window: Self.windows[Int(operation >> 6)], payload: 0..<bytes.count, payloadLength: length),
      bytes: bytes,
      frame: Frame(input: 0, number: packets, time: Timestamp(nanoseconds: time)),
      isFirst: own == 0)
  }
}
