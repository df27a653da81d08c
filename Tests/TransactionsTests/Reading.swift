import Forge
import HTTP
import Packets
import Streams
import Transactions

extension ForgedCapture {
  /// Calls `body` with each segment, its bytes, and its packet of one input.
  func forEachSegment(_ body: (Segment, RawSpan, Frame) -> Void) {
    var decoder = PacketDecoder()
    for (index, packet) in packets().enumerated() {
      let bytes = packet.bytes.span.bytes
      let segment = decoder.decode(
        bytes, linkType: link.linkType, wireLength: packet.length, time: packet.time)
      if let segment {
        body(segment, bytes, Frame(input: 0, number: index + 1, time: packet.time))
      }
    }
  }
}

/// What the stages up to the transactions make of a forged capture.
struct Reading {
  var transactions: [Transaction]
  var connections: [ConnectionSummary]

  /// Reads `capture`; `input` says in which input a packet, by its index, stands.
  init(_ capture: ForgedCapture, input: (Int) -> Int = { _ in 0 }) {
    var decoder = PacketDecoder()
    var reassembler = Reassembler(seed: 1)
    var reader = TransactionReader()
    var counts: [Int: Int] = [:]
    for (index, packet) in capture.packets().enumerated() {
      let input = input(index)
      counts[input, default: 0] += 1
      let bytes = packet.bytes.span.bytes
      guard
        let segment = decoder.decode(
          bytes, linkType: capture.link.linkType, wireLength: packet.length, time: packet.time)
      else { continue }
      let frame = Frame(input: input, number: counts[input] ?? 0, time: packet.time)
      reassembler.receive(segment, bytes, frame, into: &reader)
    }
    reassembler.finish(into: &reader)
    (transactions, connections) = reader.finish()
  }

  init(
    _ events: [ForgedEvent], faults: [FaultRule] = [],
    _ change: (inout ForgedConnection) -> Void = { _ in }
  ) {
    self.init(Wire.capture(events, faults: faults, change))
  }

  /// One line for each transaction: method and target, interim statuses, status, end of the body.
  var lines: [String] {
    transactions.map { transaction in
      let request = transaction.request.map { "\($0.head.method) \($0.head.target)" } ?? "-"
      let interim = transaction.interim.map { "\($0) " }.joined()
      let response = transaction.response.map { "\($0.head.status)" } ?? "-"
      return "\(request) > \(interim)\(response) \(transaction.body.end.rawValue)"
    }
  }

  /// One line for each body: expected, delivered, seen, inferred, unacknowledged, end.
  var bodies: [String] {
    transactions.map { transaction in
      let body = transaction.body
      let expected = body.expected.map(String.init) ?? "-"
      return
        "\(expected) \(body.delivered) \(body.seen) \(body.inferred) \(body.unacknowledged) "
        + body.end.rawValue
    }
  }

  /// How each response came to its request.
  var pairings: [Pairing] { transactions.map(\.pairing) }
}

/// Ends, messages and connections that the tests of this module share.
enum Wire {
  static let client: Endpoint = "192.168.1.2:49200"
  static let server: Endpoint = "192.168.1.3:80"

  static func capture(
    _ events: [ForgedEvent], faults: [FaultRule] = [],
    _ change: (inout ForgedConnection) -> Void = { _ in }
  ) -> ForgedCapture {
    var connection = ForgedConnection(
      client: client, server: server, events: events, faults: faults)
    connection.clientEnd.initialSequence = 999
    connection.serverEnd.initialSequence = 4_294_960_000
    change(&connection)
    return ForgedCapture(connections: [connection])
  }

  static func get(_ target: String, _ headers: String = "") -> ForgedEvent {
    .send(.client, text("GET \(target) HTTP/1.1\r\nHost: h\r\n\(headers)\r\n"))
  }

  static func ask(_ text: String) -> ForgedEvent { .send(.client, Self.text(text)) }
  static func answer(_ text: String) -> ForgedEvent { .send(.server, Self.text(text)) }

  /// A response whose content, `count` bytes, is told by Content-Length.
  static func ok(
    _ count: UInt64, status: Int = 200, _ headers: String = "", sent: UInt64? = nil
  ) -> ForgedEvent { .send(.server, okPayload(count, status: status, headers, sent: sent)) }

  static func okPayload(
    _ count: UInt64, status: Int = 200, _ headers: String = "", sent: UInt64? = nil
  ) -> Payload {
    let head = "HTTP/1.1 \(status) OK\r\nContent-Length: \(count)\r\n\(headers)\r\n"
    return .joined([text(head), .pattern(seed: 7, 0..<(sent ?? count))])
  }

  /// The content of a part of something, with Range and Content-Range as they should be.
  static func part(_ target: String, _ range: Range<UInt64>, of size: UInt64) -> [ForgedEvent] {
    let inclusive = "\(range.lowerBound)-\(range.upperBound - 1)"
    return [
      get(target, "Range: bytes=\(inclusive)\r\n"),
      ok(UInt64(range.count), status: 206, "Content-Range: bytes \(inclusive)/\(size)\r\n"),
    ]
  }

  static func text(_ text: String) -> Payload { .bytes(Array(text.utf8)) }

  static let finish: [ForgedEvent] = [.finish(.client), .finish(.server)]
}
