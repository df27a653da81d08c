import Forge
import HTTP
import Packets
import Streams
import TestSupport
import Testing

@testable import Transactions

/// What is added up while packets only go on is what they tell one by one.
struct PassedRunTests {
  /// What was found, and how often anything ran.
  private struct Found: Equatable {
    var text = ""
    /// What was known behind each packet that was asked about.
    var snapshots: [String] = []
    var running = 0
  }

  private static func text(_ transactions: [Transaction], _ connections: [ConnectionSummary])
    -> String
  {
    var text = ""
    for transaction in transactions {
      let request = transaction.request
      dump((request?.head.target, request?.contentLength, transaction.interim), to: &text)
      let response = transaction.response
      dump((response?.head.status, response?.frames, transaction.end), to: &text)
      dump((response?.longestStall, response?.longestStallPackets), to: &text)
      dump((response?.longestStallCause, transaction.pairing), to: &text)
      let body = transaction.body
      dump((body.expected, body.extent, body.end, body.missing, body.inferredRanges), to: &text)
      dump(body.fingerprint, to: &text)
      dump((body.unframed, body.unacknowledged, body.problems), to: &text)
    }
    dump(connections, to: &text)
    return text
  }

  /// Reads a capture, its packets one by one: what runs is told behind each where `settles` says so, a
  /// snapshot is taken behind every `asked`-th, and some are those of another input if `isSplit`.
  private static func read(
    _ capture: ForgedCapture, settles: Bool, asked: Int = .max, isSplit: Bool = true,
    compares: Bool = false, seed: UInt64 = 0
  ) -> Found {
    var decoder = PacketDecoder()
    var reassembler = Reassembler(seed: 1)
    var reader = TransactionReader(comparesContent: compares)
    var found = Found()
    for (index, packet) in packets(capture, seed).enumerated() {
      let bytes = packet.bytes.span.bytes
      guard
        let segment = decoder.decode(
          bytes, linkType: capture.link.linkType, wireLength: packet.length, time: packet.time)
      else { continue }
      let input = isSplit && index % 97 >= 80 ? 1 : 0
      let frame = Frame(input: input, number: index + 1, time: packet.time)
      reassembler.receive(segment, bytes, frame, into: &reader)
      for slot in reader.readers.indices {
        if settles { reader.readers[slot].settle() }
        if reader.readers[slot].isRunning { found.running += 1 }
      }
      guard index % asked == asked - 1 else { continue }
      let snapshot = reader.snapshot(at: packet.time)
      found.snapshots.append(text(snapshot.transactions, snapshot.connections))
    }
    reassembler.finish(into: &reader)
    let (transactions, connections) = reader.finish()
    found.text = text(transactions, connections)
    return found
  }

  /// Reads a capture in rows of packets whose times do not go back.
  private static func readRows(_ capture: ForgedCapture, compares: Bool, seed: UInt64) -> String {
    var decoder = PacketDecoder()
    var reassembler = Reassembler(seed: 1)
    var reader = TransactionReader(comparesContent: compares)
    let packets = packets(capture, seed)
    var block: [UInt8] = []
    var rows: [[PlacedPacket]] = [[]]
    for (index, packet) in packets.enumerated() {
      let record = PacketRecord(
        number: index + 1, time: packet.time, linkType: capture.link.linkType,
        capturedLength: packet.bytes.count, wireLength: packet.length)
      if index > 0, index % 300 == 0 || packet.time < packets[index - 1].time { rows.append([]) }
      rows[rows.count - 1].append(PlacedPacket(record, at: block.count))
      block += packet.bytes
    }
    for row in rows {
      var next = 0
      while next < row.count {
        next = reassembler.receivePlain(
          row.span, from: next, block.span.bytes, input: 0, into: &reader)
        guard next < row.count else { break }
        let record = row[next].record
        let bytes = block.span.bytes.extracting(row[next].range)
        if let segment = decoder.decode(
          bytes, linkType: record.linkType, wireLength: record.wireLength, time: record.time)
        {
          let frame = Frame(input: 0, number: record.number, time: record.time)
          reassembler.receive(segment, bytes, frame, into: &reader)
        }
        next += 1
      }
    }
    reassembler.finish(into: &reader)
    let (transactions, connections) = reader.finish()
    return text(transactions, connections)
  }

  /// The packets of a capture; the clock of some is so coarse that packets have the same time.
  private static func packets(_ capture: ForgedCapture, _ seed: UInt64) -> [ForgedPacket] {
    var packets = capture.packets()
    guard seed % 2 == 1 else { return packets }
    for index in packets.indices {
      packets[index].time.nanoseconds -= packets[index].time.nanoseconds % 50_000_000
    }
    return packets
  }

  /// Contents with losses, bytes that came late, packets of another input, heads and packets that were
  /// cut, stalls.
  static func capture(_ seed: UInt64) -> ForgedCapture {
    guard seed % 3 == 0 else { return LossTests.capture(seed).0 }
    let events = CutHeadTests.events.flatMap { [$0, .pause(.milliseconds(Int64(seed)))] }
    var capture = Wire.capture(
      events + Wire.finish,
      faults: [
        FaultRule(.recordedLate(places: 3), of: .server, .randomData(0.05, seed: seed)),
        FaultRule(.missed, of: .server, .randomData(0.05, seed: seed + 1)),
      ])
    capture.snaplen = [110, 128, 200, 256, 400][Int(seed / 3 % 5)]
    return capture
  }

  @Test(arguments: 0..<60 as Range<UInt64>, [false, true])
  func tellsWhatPacketsOneByOneTell(_ seed: UInt64, compares: Bool) {
    let capture = Self.capture(seed)
    let one = Self.read(capture, settles: true, asked: 7, compares: compares, seed: seed)
    let run = Self.read(capture, settles: false, asked: 7, compares: compares, seed: seed)
    #expect(run.text == one.text)
    #expect(run.snapshots == one.snapshots)
    // Who looks changes nothing.
    #expect(Self.read(capture, settles: false, compares: compares, seed: seed).text == one.text)
    #expect(one.running == 0)
  }

  @Test(arguments: 0..<60 as Range<UInt64>, [false, true])
  func rowsTellWhatPacketsOneByOneTell(_ seed: UInt64, compares: Bool) {
    let capture = Self.capture(seed)
    let one = Self.read(capture, settles: true, isSplit: false, compares: compares, seed: seed)
    #expect(Self.readRows(capture, compares: compares, seed: seed) == one.text)
  }

  /// Contents and searches do run, or the rows above show nothing.
  @Test func contentsAndSearchesRun() {
    let content = Wire.capture([Wire.get("/a"), Wire.ok(100_000)] + Wire.finish)
    #expect(Self.read(content, settles: false).running > 50)
    #expect(Self.read(content, settles: false, compares: true).running > 50)
    var search = Wire.capture(CutHeadTests.events + Wire.finish)
    search.snaplen = 128
    #expect(Self.read(search, settles: false).running > 10)
  }
}
