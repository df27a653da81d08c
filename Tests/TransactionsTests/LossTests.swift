import Forge
import HTTP
import Packets
import Testing
import Transactions

/// Captures of range exchanges in which packets are dropped, cut, moved and doubled at random.
///
/// Forge knows what truly happened: nothing may be claimed that was not delivered, and where the
/// head of a response is in the capture, all that was must be.
struct LossTests {
  /// An exchange as Forge made it, with the place of its content in the server's direction.
  struct Made {
    var target: String
    var status: Int
    /// The positions in the server's direction of the response's head and of its content.
    var head: Range<UInt64>
    var content: Range<UInt64>
    /// Whether the content is in the chunked coding.
    var isChunked = false
    /// The parts of a multipart content: what they say, and where their data are in the stream.
    var parts: [(contentRange: String, data: Range<UInt64>)] = []
    /// Where the content's bytes stand in the stream, piece by piece.
    var pieces: [Range<UInt64>]
  }

  static func exchanges(_ generator: inout SeededGenerator) -> [ForgedExchange] {
    (0..<Int.random(in: 1...8, using: &generator)).map { index in
      let resource = ForgedResource(
        "/r\(index)", size: 200_000, etag: "\"/r\(index)\"", lastModified: nil, seed: UInt64(index))
      let first = UInt64.random(in: 0..<100_000, using: &generator)
      let last = first + UInt64.random(in: 0..<30_000, using: &generator)
      switch Int.random(in: 0..<8, using: &generator) {
      case 0:
        var exchange = resource.rangeExchange(first: first, last: last)
        exchange.response?.framing = .chunked(ChunkedCoding(sizes: [1000, 1, 5000]))
        return exchange
      case 1: return resource.multipartExchange([first...last, 150_000...152_000])
      default: return resource.rangeExchange(first: first, last: last)
      }
    }
  }

  static func made(_ exchanges: [ForgedExchange]) -> [Made] {
    var position: UInt64 = 0
    var made: [Made] = []
    for exchange in exchanges {
      guard let request = exchange.request, let response = exchange.response else { continue }
      let whole = response.payload
      let bytes = whole.slice(0..<min(whole.count, 2000)).bytes
      let headEnd = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? bytes.count
      var contentStart = position + UInt64(headEnd)
      let end = position + whole.count
      var pieces: [Range<UInt64>] = []
      var isChunked = false
      if case .chunked(let coding) = response.framing {
        isChunked = true
        var left = response.body.count
        var index = 0
        while left > 0 {
          let size = min(left, coding.sizes[min(index, coding.sizes.count - 1)])
          contentStart += UInt64(String(size, radix: 16).utf8.count + 2)
          pieces.append(contentStart..<(contentStart + size))
          contentStart += size + 2
          left -= size
          index += 1
        }
      } else {
        pieces = [contentStart..<end]
      }
      made.append(
        Made(
          target: request.target, status: response.status,
          head: position..<(position + UInt64(headEnd)),
          content: (position + UInt64(headEnd))..<end, isChunked: isChunked,
          pieces: pieces))
      if response.headers.contains(where: { $0.value.hasPrefix("multipart") }) {
        made[made.count - 1].parts = parts(
          whole.slice(UInt64(headEnd)..<whole.count).bytes, at: position + UInt64(headEnd))
      }
      position = end
    }
    return made
  }

  /// The parts of a multipart content that stands at `start` in the stream.
  static func parts(
    _ content: [UInt8], at start: UInt64
  ) -> [(contentRange: String, data: Range<UInt64>)] {
    var parts: [(contentRange: String, data: Range<UInt64>)] = []
    let name = Array("\r\nContent-Range: ".utf8)
    var index = 0
    while let field = content[index...].firstRange(of: name),
      let end = content[field.upperBound...].firstRange(of: Array("\r\n\r\n".utf8))
    {
      let value = String(decoding: content[field.upperBound..<end.lowerBound], as: UTF8.self)
      let numbers = value.split { !$0.isNumber }.compactMap { Int($0) }
      index = end.upperBound + numbers[1] - numbers[0] + 1
      parts.append((value, start + UInt64(end.upperBound)..<start + UInt64(index)))
    }
    return parts
  }

  static func capture(_ seed: UInt64) -> (ForgedCapture, [Made]) {
    var generator = SeededGenerator(seed: seed)
    let exchanges = exchanges(&generator)
    func probability(_ most: Double) -> Double {
      Bool.random(using: &generator) ? 0 : Double.random(in: 0..<most, using: &generator)
    }
    var faults: [FaultRule] = []
    for sender in Peer.allCases {
      let seeds = (0..<7).map { seed * 100 + $0 }
      faults += [
        FaultRule(.lost(seen: false), of: sender, .randomData(probability(0.1), seed: seeds[0])),
        FaultRule(.lost(seen: true), of: sender, .randomData(probability(0.1), seed: seeds[1])),
        FaultRule(.delayed(places: 2), of: sender, .randomData(probability(0.1), seed: seeds[2])),
        FaultRule(
          .repeated(shift: 300), of: sender, .randomData(probability(0.1), seed: seeds[3])),
        FaultRule(.duplicated, of: sender, .randomPackets(probability(0.2), seed: seeds[4])),
        FaultRule(
          .recordedLate(places: 3), of: sender, .randomPackets(probability(0.1), seed: seeds[5])),
        FaultRule(.missed, of: sender, .randomPackets(probability(0.2), seed: seeds[6])),
      ]
      if seed % 5 == 0 {
        faults.append(
          FaultRule(
            .cut(to: Int.random(in: 54...600, using: &generator)), of: sender,
            .randomData(0.3, seed: seed)))
      }
    }
    let closings: [ForgedConnection.Closing] = [
      .none, .finish(by: .client), .finish(by: .server), .reset(by: .client), .reset(by: .server),
    ]
    var connection = ForgedConnection(
      client: Wire.client, server: Wire.server, exchanges: exchanges,
      isPipelined: seed % 11 == 3, closing: closings[Int(seed % 5)], faults: faults)
    connection.serverEnd.segmentSize = [536, 1448, 9000][Int(seed % 3)]
    connection.serverEnd.initialSequence = seed % 2 == 0 ? 4_294_960_000 : 5
    var capture = ForgedCapture(connections: [connection])
    if seed % 4 == 1 { capture.snaplen = Int.random(in: 96...700, using: &generator) }
    if seed % 7 == 2 { capture.connections[0].kept = 0..<Int.random(in: 5...80, using: &generator) }
    return (capture, Self.made(exchanges))
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func claimsWhatWasDelivered(_ seed: UInt64) throws {
    let (capture, made) = Self.capture(seed)
    let truth = capture.truth()[0].fromServer
    let reading = Reading(capture)
    var delivered = truth.captured
    for range in truth.received.ranges { delivered.insert(range) }
    // Every head that is in the capture is read, unless packets are cut. In 123 a head is recorded
    // just behind its acknowledgement, when what follows it had waited for 64 packets: too late.
    let isSliced = capture.snaplen < 1000 || seed % 5 == 0 || seed == 123
    for exchange in made where !isSliced && truth.captured.contains(exchange.head) {
      let tag = "\"\(exchange.target)\""
      #expect(
        reading.transactions.contains {
          $0.response?.head.fields.first("etag") == tag
            && $0.response?.head.completeness == .complete
        }, "\(exchange.target)")
    }
    for transaction in reading.transactions {
      guard let response = transaction.response else { continue }
      // Its entity tag tells which response it is.
      guard let tag = response.head.fields.first("etag"),
        let exchange = made.first(where: { "\"\($0.target)\"" == tag })
      else { continue }
      if let request = transaction.request {
        #expect(request.head.target == exchange.target, "\(transaction.pairing)")
      }
      let body = transaction.body
      // Positions of what is claimed, in the stream.
      var seen = body.deliveredRanges
      for range in body.inferredRanges {
        seen = seen.flatMap { part -> [Range<Int>] in
          guard part.overlaps(range) else { return [part] }
          return [
            part.lowerBound..<max(part.lowerBound, range.lowerBound),
            min(part.upperBound, range.upperBound)..<part.upperBound,
          ].filter { !$0.isEmpty }
        }
      }
      for range in body.deliveredRanges.flatMap({ exchange.inStream($0) }) {
        #expect(delivered.contains(range), "claimed \(range)")
      }
      for range in seen.flatMap({ exchange.inStream($0) }) {
        #expect(truth.captured.contains(range), "seen \(range)")
      }
      guard response.head.completeness == .complete else { continue }
      var claimed = ByteIntervals()
      for range in body.deliveredRanges.flatMap({ exchange.inStream($0) }) { claimed.insert(range) }
      // Up to the first line of the framing that is not in the capture; nothing is said of those
      // that are cut.
      let known =
        isSliced && exchange.isChunked
        ? exchange.content.lowerBound
        : exchange.firstLostFraming(truth.captured)
      var expected = ByteIntervals()
      let acknowledged = 0..<truth.acknowledgedInCapture
      for piece in exchange.pieces where piece.lowerBound < known {
        for range in truth.captured.ranges + [acknowledged] {
          let part = range.clamped(to: piece)
          if !part.isEmpty { expected.insert(part) }
        }
      }
      for range in expected.ranges { #expect(claimed.contains(range), "\(exchange.target)") }
      // What is claimed beyond that, a selective acknowledgement told, and the receiver has it.
      for range in claimed.ranges.flatMap({ expected.missing(in: $0) })
      where range.lowerBound < known {
        #expect(truth.received.contains(range), "\(exchange.target)")
      }
      if known > exchange.content.upperBound, exchange.pieces.allSatisfy({ expected.contains($0) })
      {
        #expect(body.end == .complete)
      }
      // What follows is told without a place, and no more than there is.
      let next = made.first {
        $0.head.lowerBound >= exchange.content.upperBound && truth.captured.contains($0.head)
      }
      let end = next?.head.lowerBound ?? made[made.count - 1].content.upperBound
      #expect(body.unframed <= Int(max(end, known) - known), "\(exchange.target)")
      if !isSliced { expectParts(of: exchange, body, truth.captured) }
    }
  }

  /// Every part is found whose delimiter and header are in the capture, and all before it.
  func expectParts(of exchange: Made, _ body: Body, _ captured: ByteIntervals) {
    var position = exchange.content.lowerBound
    for (index, part) in exchange.parts.enumerated() {
      guard captured.contains(position..<part.data.lowerBound) else { return }
      guard let found = body.multipart?.parts.dropFirst(index).first else {
        Issue.record("part \(index) of \(exchange.target)")
        return
      }
      #expect(found.contentRange == part.contentRange)
      #expect(found.offset == Int(part.data.lowerBound - exchange.content.lowerBound))
      let extent = exchange.content.lowerBound + UInt64(body.extent)
      #expect(found.count == part.data.clamped(to: 0..<extent).count, "\(exchange.target)")
      position = part.data.upperBound
    }
  }
}

extension LossTests.Made {
  /// Where the first byte of the chunked coding stands that was not captured.
  func firstLostFraming(_ captured: ByteIntervals) -> UInt64 {
    guard isChunked else { return .max }
    var position = content.lowerBound
    for piece in pieces {
      if !captured.contains(position..<piece.lowerBound) { return position }
      position = piece.upperBound
    }
    return captured.contains(position..<content.upperBound) ? .max : position
  }

  /// Where bytes of the content stand in the stream.
  func inStream(_ range: Range<Int>) -> [Range<UInt64>] {
    var left = UInt64(range.lowerBound)..<UInt64(range.upperBound)
    var result: [Range<UInt64>] = []
    for piece in pieces {
      let count = UInt64(piece.count)
      let part = left.clamped(to: 0..<count)
      if !part.isEmpty {
        result.append(piece.lowerBound + part.lowerBound..<piece.lowerBound + part.upperBound)
      }
      guard left.upperBound > count else { return result }
      left = (max(left.lowerBound, count) - count)..<(left.upperBound - count)
    }
    return result + [.max - 1 ..< .max]
  }
}
