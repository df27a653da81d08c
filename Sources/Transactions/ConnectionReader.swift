import HTTP
import Packets
import Streams

/// Reads one connection: finds out what it carries, and joins its two directions.
///
/// The one thing of HTTP/1 that goes backwards is here: how a response is delimited depends on the
/// method of its request. Source: RFC 9112 §6.3, §9.
struct ConnectionReader {
  /// What it is known to carry.
  enum Stage: Equatable {
    case undecided
    case http
    case opaque
  }

  let number: Int
  let first: Endpoint
  let second: Endpoint
  let sawOpening: Bool
  /// Which end asks; by its SYN, or by what it sends.
  var clientSide: Side
  var stage = Stage.undecided

  var requests = MessageParser(.requests)
  var responses = MessageParser(.responses)
  var unanswered = Unanswered()

  /// The transaction whose request is under way, and where that began.
  var request: Int?
  var requestStart: (frame: Frame, sequence: UInt32, position: Int)?
  var responseStart: (frame: Frame, acknowledging: Int, acknowledgement: UInt32)?
  /// The final response that is under way.
  var response: ResponseProgress?
  var isInterim = false
  /// The last response that came without a request, and up to where it acknowledged the client.
  var orphan: (transaction: Int, acknowledgement: UInt32)?
  var lastTransaction: Int?

  /// Which end ended the connection first, and how.
  var ender: (side: Side, end: StreamEnd)?
  /// Gaps within contents, for bytes that come after all: where in the stream, and in what.
  var gaps: [PlacedGap] = []
  /// The last responses, for those bytes of theirs that are never acknowledged.
  var lastBodies: [(transaction: Int, start: Int, end: Int)] = []

  struct PlacedGap {
    var stream: Range<Int>
    var transaction: Int
    /// Where the first byte of `stream` stands in the content.
    var offset: Int
  }

  static let gapsKept = 64
  static let bodiesKept = 16

  init(_ start: ConnectionStart, _ log: inout TransactionLog) {
    number = start.number
    first = start.first
    second = start.second
    sawOpening = start.flags.contains(.syn)
    // Who sends the SYN asks; who sends SYN and ACK is asked.
    clientSide = sawOpening && start.flags.contains(.ack) ? .second : .first
    var summary = ConnectionSummary(id: number, client: first, server: second, frame: start.frame)
    summary.stream = start.stream
    summary.sawOpening = sawOpening
    log.connections.append(summary)
  }

  var client: Endpoint { clientSide == .first ? first : second }
  var server: Endpoint { clientSide == .first ? second : first }

  // MARK: What arrives

  mutating func receive(_ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog) {
    note(data.side, bytes.byteCount + data.cut, data.frame, &log)
    if data.cut > 0 { log.connections[number - 1].slicedBytes += data.cut }
    if stage == .undecided { decide(bytes, data, &log) }
    switch stage {
    case .undecided:
      log.connections[number - 1].skippedBytes += bytes.byteCount + data.cut
    case .opaque:
      log.connections[number - 1].opaqueBytes += bytes.byteCount + data.cut
    case .http:
      if data.side == clientSide {
        readRequests(bytes, data, &log)
      } else {
        readResponses(bytes, data, &log)
      }
      if data.cut > 0 {
        let end = data.offset + bytes.byteCount + data.cut
        passOver(data.cut, .cut, data.side, data.frame, streamEnd: end, &log)
      }
    }
  }

  func note(
    _ side: Side, _ count: Int, _ frame: Frame, _ log: inout TransactionLog
  ) {
    log.connections[number - 1].frames.add(frame)
    log.connections[number - 1].end = frame.time
    if side == clientSide {
      log.connections[number - 1].clientBytes += count
    } else {
      log.connections[number - 1].serverBytes += count
    }
  }

  // MARK: What it carries

  mutating func decide(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) {
    guard data.beginsSegment || data.offset == 0, bytes.byteCount > 0 else { return }
    let isStart = sawOpening && data.offset == 0
    switch DetectedProtocol(bytes, isStart: isStart) {
    case .httpRequests:
      // Who opened the connection asks, even where the answer looks like a request.
      guard !isStart || data.side == clientSide else { return becomeOpaque("unknown", &log) }
      beginHTTP(client: data.side, &log)
    case .httpResponses:
      beginHTTP(client: data.side.other, &log)
    case .other(let name):
      becomeOpaque(name, &log)
    case .unknown:
      if isStart { becomeOpaque("unknown", &log) }
    }
  }

  mutating func beginHTTP(client: Side, _ log: inout TransactionLog) {
    if client != clientSide {
      let bytes = log.connections[number - 1].clientBytes
      log.connections[number - 1].clientBytes = log.connections[number - 1].serverBytes
      log.connections[number - 1].serverBytes = bytes
    }
    clientSide = client
    stage = .http
    log.connections[number - 1].client = self.client
    log.connections[number - 1].server = server
    log.connections[number - 1].isHTTP = true
    guard !sawOpening else { return }
    // What was under way when the capture began has no start.
    responses.search()
    requests.search()
    unanswered.isUncertain = true
  }

  mutating func becomeOpaque(_ name: String, _ log: inout TransactionLog) {
    stage = .opaque
    if log.connections[number - 1].opaqueProtocol == nil {
      log.connections[number - 1].opaqueProtocol = name
    }
  }
}
