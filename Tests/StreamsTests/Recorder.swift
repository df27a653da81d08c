import Packets
import Streams

/// Notes what it is told, as lines of text: the ends are `a`, and `b` on port 80.
struct Recorder: StreamConsumer {
  var lines: [String] = []
  /// Retransmissions with other bytes, apart, as they tell nothing of the stream.
  var conflicts: [String] = []
  /// For each gap, the number of the packet that shows it.
  var shownBy: [Int] = []
  private var names: [Int: (first: String, second: String)] = [:]

  var text: String { lines.joined(separator: "; ") }

  private func name(_ slot: Int, _ side: Side) -> String {
    guard let names = names[slot] else { return "?" }
    return side == .first ? names.first : names.second
  }

  mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    names[slot] = start.first.port == 80 ? ("b", "a") : ("a", "b")
    lines.append("begin \(start.stream) \(name(slot, .first))")
  }

  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {
    let text = String(decoding: bytes.withUnsafeBytes { Array($0) }, as: UTF8.self)
    let cut = data.cut > 0 ? "+\(data.cut)" : ""
    let rest = data.beginsSegment ? "" : " rest"
    lines.append("\(name(slot, data.side)) \(data.offset) \(text)\(cut)\(rest)")
  }

  mutating func pass(_ slot: Int, _ gap: StreamGap) {
    let kind = gap.isAcknowledged ? "gap" : "unknown"
    let fin = gap.mayEndInFin ? " or fin" : ""
    lines.append("\(name(slot, gap.side)) \(kind) \(gap.range)\(fin)")
    shownBy.append(gap.shownBy.number)
  }

  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    lines.append("\(name(slot, side)) fill \(range)")
  }

  mutating func conflict(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    conflicts.append("\(name(slot, side)) \(range)")
  }

  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {
    lines.append("\(name(slot, side)) \(end)")
  }

  mutating func end(_ slot: Int, _ ending: ConnectionEnding) {
    lines.append("end \(ending.reason)")
  }
}

/// A packet of a connection between `a` and `b`, in few words.
struct Packet: Sendable {
  var isFromA: Bool
  var sequence: Int
  var text: String
  var acknowledgement: Int?
  var flags: TCPFlags
  /// Bytes of `text` that the snaplen cut off.
  var cut = 0
  /// Milliseconds since the packet before.
  var wait = 1
  var input = 0
  /// The port of `a`.
  var port: UInt16 = 1000

  static func a(
    _ sequence: Int, _ text: String = "", ack: Int? = nil, cut: Int = 0, wait: Int = 1
  ) -> Packet {
    Packet(
      isFromA: true, sequence: sequence, text: text, acknowledgement: ack, flags: [], cut: cut,
      wait: wait)
  }

  static func b(
    _ sequence: Int, _ text: String = "", ack: Int? = nil, cut: Int = 0, wait: Int = 1
  ) -> Packet {
    Packet(
      isFromA: false, sequence: sequence, text: text, acknowledgement: ack, flags: [], cut: cut,
      wait: wait)
  }

  static func a(
    _ sequence: Int, _ text: String = "", ack: Int? = nil, _ flags: TCPFlags
  ) -> Packet { a(sequence, text, ack: ack).with(\.flags, flags) }

  static func b(
    _ sequence: Int, _ text: String = "", ack: Int? = nil, _ flags: TCPFlags
  ) -> Packet { b(sequence, text, ack: ack).with(\.flags, flags) }

  static func a(_ sequence: Int, ack: Int? = nil, _ flags: TCPFlags) -> Packet {
    a(sequence, "", ack: ack, flags)
  }

  static func b(_ sequence: Int, ack: Int? = nil, _ flags: TCPFlags) -> Packet {
    b(sequence, "", ack: ack, flags)
  }

  func with<Value>(_ path: WritableKeyPath<Packet, Value>, _ value: Value) -> Packet {
    var packet = self
    packet[keyPath: path] = value
    return packet
  }

  /// The same a number of times.
  static func * (packet: Packet, count: Int) -> [Packet] { Array(repeating: packet, count: count) }

  var segment: Segment {
    let a = Endpoint(address: IPAddress(ipv4: 0x0A00_0001), port: port)
    let b = Endpoint(address: IPAddress(ipv4: 0x0A00_0002), port: 80)
    let count = text.utf8.count
    return Segment(
      source: isFromA ? a : b, destination: isFromA ? b : a,
      sequence: UInt32(truncatingIfNeeded: sequence),
      acknowledgement: UInt32(truncatingIfNeeded: acknowledgement ?? 0),
      flags: acknowledgement == nil ? flags : flags.union(.ack), window: 0,
      payload: 0..<(count - cut), payloadLength: count)
  }

  /// SYN, SYN and ACK, ACK: the first bytes are 1001 of `a` and 5001 of `b`.
  static let handshake: [Packet] = [
    .a(1000, .syn), .b(5000, ack: 1001, .syn), .a(1001, ack: 5001),
  ]
}

extension Recorder {
  /// What is told of `packets`, and what was counted.
  static func record(
    _ packets: [Packet], _ limits: StreamLimits = StreamLimits()
  ) -> (text: String, statistics: StreamStatistics) {
    var (recorder, reassembler, _) = read(packets, limits)
    reassembler.finish(into: &recorder)
    return (recorder.text, reassembler.statistics)
  }

  /// The numbers of the packets that show the gaps in `packets`, told before the end.
  static func shownBy(_ packets: [Packet]) -> [Int] {
    read(packets, StreamLimits()).recorder.shownBy
  }

  /// The retransmissions in `packets` that carry other bytes.
  static func conflicts(
    _ packets: [Packet], _ limits: StreamLimits = StreamLimits()
  ) -> [String] {
    read(packets, limits).recorder.conflicts
  }

  /// After how many of `packets` each line was told that was told before the end.
  static func moments(
    _ packets: [Packet], _ limits: StreamLimits = StreamLimits()
  ) -> [String: Int] {
    read(packets, limits).moments
  }

  private static func read(
    _ packets: [Packet], _ limits: StreamLimits
  ) -> (recorder: Recorder, reassembler: Reassembler, moments: [String: Int]) {
    var reassembler = Reassembler(limits: limits)
    var recorder = Recorder()
    var moments: [String: Int] = [:]
    var time: Int64 = 0
    for (index, packet) in packets.enumerated() {
      time += Int64(packet.wait) * 1_000_000
      let frame = Frame(
        input: packet.input, number: index + 1, time: Timestamp(nanoseconds: time))
      let bytes = Array(packet.text.utf8.dropLast(packet.cut))
      reassembler.receive(packet.segment, bytes.span.bytes, frame, into: &recorder)
      for line in recorder.lines where moments[line] == nil { moments[line] = index + 1 }
    }
    return (recorder, reassembler, moments)
  }
}
