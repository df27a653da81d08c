internal import Analysis
internal import Forge
internal import Packets
internal import Reports

/// From packets to a report in each of its forms: JSON is JSON, and text has nothing that moves a
/// terminal's cursor.
///
/// The report of which the exchanges are kept in few octets is the same.
///
/// The first byte chooses between packets as they are, each behind its link type, its length and the
/// time since the one before, and segments of up to four connections, each behind a byte that says
/// whose it is and what became of it, and its length.
enum PipelineBody {
  static func run(_ input: inout FuzzInput) -> String? {
    var analyzer = Analyzer()
    var packing = AnalyzerOptions()
    packing.held = 0
    var other = Analyzer(options: packing)
    var info = InputInfo(path: "fuzz\u{1B}[2J\n.pcap", format: .pcap)
    let choice = input.byte()
    var talk = Talk(isIPv6: choice & 2 != 0)
    var time: Int64 = 1_399_180_494_000_000_000
    while !input.isEmpty, info.packets < 2000 {
      let packet = choice & 1 == 0 ? RawPacket(&input) : talk.next(&input)
      guard let packet else { continue }
      time += packet.wait
      let record = PacketRecord(
        number: info.packets + 1, time: Timestamp(nanoseconds: time), linkType: packet.linkType,
        capturedLength: packet.bytes.count, wireLength: packet.wireLength)
      info.count(record)
      analyzer.receive(packet.bytes.span.bytes, record, input: 0)
      other.receive(packet.bytes.span.bytes, record, input: 0)
    }
    let report = analyzer.finish(inputs: [info])
    let packed = other.finish(inputs: [info])
    var options = ReportOptions()
    let json = ReportFormat.json.bytes(report, options: options)
    if let wrong = JSONCheck.wrong(in: json) { return "JSON: \(wrong)" }
    if ReportFormat.json.bytes(packed, options: options) != json { return "packed: other JSON" }
    let lines = ReportFormat.ndjson.bytes(report, options: options).split(separator: 0x0A)
    for line in lines {
      if let wrong = JSONCheck.wrong(in: Array(line)) { return "NDJSON: \(wrong)" }
    }
    for isUnicode in [true, false] {
      options.unicode = isUnicode
      options.width = 40 + Int(choice)
      let text = ReportFormat.text.bytes(report, options: options)
      guard String(validating: text, as: UTF8.self) != nil else { return "text: no UTF-8" }
      if let byte = text.first(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F }) {
        return "text: byte \(byte)"
      }
      if !isUnicode, let byte = text.first(where: { $0 > 0x7F }) { return "ASCII: byte \(byte)" }
    }
    return nil
  }
}

/// A packet as the fuzzer has it.
private struct RawPacket {
  var linkType: LinkType
  var bytes: [UInt8]
  var wireLength: Int
  var wait: Int64

  init(linkType: LinkType, bytes: [UInt8], wireLength: Int, wait: Int64) {
    self.linkType = linkType
    self.bytes = bytes
    self.wireLength = wireLength
    self.wait = wait
  }

  init(_ input: inout FuzzInput) {
    let type = DecoderBody.linkTypes[Int(input.byte()) % DecoderBody.linkTypes.count]
    linkType = LinkType(rawValue: type)
    let header = input.half()
    wait = (Int64(input.byte()) - 2) * 3_000_000
    bytes = input.take(header & 0x7FF)
    wireLength = bytes.count + (header >> 11) * 100
  }
}

/// Connections on which the fuzzer's bytes are sent.
private struct Talk {
  let isIPv6: Bool
  private var sent = [[Int]](repeating: [0, 0], count: 4)

  init(isIPv6: Bool) { self.isIPv6 = isIPv6 }

  /// Bits: 0 the server's, 1-2 which connection, 3-5 what happens, 6-7 how long since the last.
  mutating func next(_ input: inout FuzzInput) -> RawPacket? {
    let operation = Int(input.byte())
    let connection = operation >> 1 & 3
    let own = operation & 1
    var count = 0
    var cut = 0
    var flags: TCPFlags = [.ack]
    var shift = 0
    switch operation >> 3 & 7 {
    case 0, 1: count = input.half() & 0x0FFF
    case 2:
      sent[connection][own] += input.half()
      return nil
    case 3:
      count = input.half() & 0x0FFF
      cut = count / 2
    case 4:
      count = input.half() & 0x0FFF
      shift = -count
    case 5: flags.insert(.fin)
    case 6: flags.insert(.rst)
    default:
      flags = own == 0 ? .syn : [.syn, .ack]
      shift = -1
    }
    let payload = input.take(count)
    let ends = ends(connection)
    var builder = PacketBuilder(
      from: ends[own], to: ends[1 - own], flags: flags,
      sequence: 1000 &+ UInt32(truncatingIfNeeded: sent[connection][own] + shift),
      acknowledgement: 1000 &+ UInt32(truncatingIfNeeded: sent[connection][1 - own]),
      payload: .bytes(payload))
    builder.sender = own == 0 ? .client : .server
    if shift >= 0 { sent[connection][own] += payload.count }
    let bytes = builder.bytes()
    cut = min(cut, payload.count)
    let waits: [Int64] = [1_000, 1_000_000, 200_000_000, 40_000_000_000]
    return RawPacket(
      linkType: .ethernet, bytes: Array(bytes.dropLast(cut)), wireLength: bytes.count,
      wait: waits[operation >> 6])
  }

  private func ends(_ connection: Int) -> [Endpoint] {
    let port = 40_000 + UInt16(connection & 1)
    let server = UInt32(2 + connection / 2)
    if isIPv6 {
      let high: UInt64 = 0x2001_0db8_0000_0000
      return [
        Endpoint(address: IPAddress(high: high, low: 1), port: port),
        Endpoint(address: IPAddress(high: high, low: UInt64(server)), port: 80),
      ]
    }
    return [
      Endpoint(address: IPAddress(ipv4: 0x0A00_0001), port: port),
      Endpoint(address: IPAddress(ipv4: 0x0A00_0000 + server), port: 80),
    ]
  }
}
