import Bytes
import HTTP
import Packets
import Streams

/// Reads the two directions of a connection that carries HTTP/1 and joins them.
///
/// The one thing of HTTP/1 that goes backwards is here: how a response is delimited depends on the
/// method of its request. Source: RFC 9112 §6.3, §9.
struct HTTPReader {
  /// Why what follows is not HTTP/1 any more.
  indirect enum Leaving {
    /// It is another protocol.
    case protocolNamed(String)
    /// It is whatever the ends put through a tunnel that begins at these positions, if known.
    case tunnel(client: Int?, server: Int?)
  }

  /// Where a message begins, and what its sender had received then.
  struct MessageStart {
    var frame: Frame
    var position: Int
    var sequence: UInt32
    var acknowledging: Int
    var acknowledgement: UInt32

    @inline(__always)
    init(_ data: StreamData, _ position: Int) {
      frame = data.frame
      self.position = data.offset + position
      sequence = data.sequence &+ UInt32(truncatingIfNeeded: position)
      acknowledging = data.acknowledging
      acknowledgement = data.acknowledgement
    }

    /// So many bytes were passed over before it, the last of them in `frame`.
    mutating func move(_ count: Int, _ frame: Frame) {
      position += count
      sequence &+= UInt32(truncatingIfNeeded: count)
      self.frame = frame
    }
  }

  // What each packet of the server changes or asks stands first, so that it touches little memory.

  var responses = MessageParser(.responses)
  /// The position behind what was told of the server's direction, and its last packet.
  var serverPosition = 0
  var serverFrame: Frame?
  /// What the server had received when it sent what was told of it; -1: unknown.
  var serverAcknowledging = -1
  /// The final response that is under way, in its place; that of no transaction where there is none.
  var underWay = ResponseProgress.none
  /// Bytes that were read as no message.
  var skippedBytes = 0
  /// The packet with the first of them.
  var skippedFrame: Frame?
  /// The position behind the last response, while nothing was lost since.
  var lastEnd: Int?
  /// The transaction of the last response, where its framing was lost and no other began since; and
  /// bytes behind it that it was not told of yet.
  var unframed: (transaction: Int, count: Int)?
  /// A response whose head was cut off and whose content is not placed yet.
  var unplaced: UnplacedBody?
  /// The statuses of those 1xx that came before their final response.
  var interim: [Int] = []
  var unanswered = Unanswered()

  let number: Int
  let ends: HeldTransaction.Ends
  /// Set when what follows is to be read by others.
  var leaving: Leaving?

  var requests = MessageParser(.requests)
  /// The transaction whose request is under way, and whether its head was cut off.
  var request: Int?
  var requestIsCut = false
  /// The last packet of it.
  var requestFrame: Frame?
  var requestStart: MessageStart?
  var responseStart: MessageStart?
  /// Whether the message under way is a 1xx, and where the first of `interim` began.
  var isInterim = false
  var interimStart: MessageStart?
  /// The last response that came without a request, and up to where it acknowledged the client.
  var orphan: (transaction: Int, acknowledgement: UInt32)?
  var lastTransaction: Int?

  /// The position behind what was told of the client's direction, and its last packet.
  var clientPosition = 0
  var clientFrame: Frame?

  /// Gaps within contents, for bytes that come after all: where in the stream, and in what.
  var gaps: [PlacedGap] = []
  /// The last responses, for those bytes of theirs that are never acknowledged.
  var lastBodies = ShortList<(transaction: Int, start: Int, end: Int)>()
  /// Responses for which no request was found.
  var unpairedResponses = 0

  /// A copy of the final response that is under way.
  var response: ResponseProgress? {
    get { underWay.isThere ? underWay : nil }
    set { underWay = newValue ?? .none }
  }

  struct PlacedGap {
    var stream: Range<Int>
    var transaction: Int
    /// Where the first byte of `stream` stands in the content.
    var offset: Int
  }

  static let gapsKept = 64
  static let bodiesKept = 16

  /// A reader of directions that begin at these positions; `nil`: somewhere before what is seen.
  init(number: Int, client: Endpoint, server: Endpoint, requests: Int?, responses: Int?) {
    self.number = number
    ends = HeldTransaction.Ends(client: client, server: server)
    resume(requests: requests, responses: responses)
  }

  /// Begins to read, or begins anew within a tunnel.
  mutating func resume(requests start: Int?, responses server: Int?) {
    requests = MessageParser(.requests)
    responses = MessageParser(.responses)
    lastEnd = server
    // What was under way when the capture began has no start.
    if start == nil {
      requests.search()
      unanswered.missBeginning()
    }
    if server == nil {
      responses.search()
      unanswered.isUncertain = true
    }
  }

  // MARK: Ends

  /// A direction is over, by a FIN.
  mutating func close(_ isRequest: Bool, _ frame: Frame, _ log: inout TransactionLog) {
    if isRequest {
      if requests.close() == .head { beginRequest(clientFrame ?? frame, clientPosition, &log) }
      return
    }
    let hadResponse = underWay.isThere
    switch responses.close() {
    case .end where hadResponse: finishResponse(.complete, serverPosition, &log)
    case .head:
      beginResponse(serverFrame ?? frame, serverPosition, cutBy: .serverClosed, &log)
    default: break
    }
  }

  /// The connection is over.
  ///
  /// - Parameters:
  ///   - end: How a body that is still under way ended.
  ///   - acknowledged: How far the client acknowledged the server's direction; -1: unknown.
  ///   - sawServer: Whether packets of the server are in the capture.
  ///   - log: Takes what was found.
  mutating func end(
    _ end: BodyEnd, acknowledged: Int, sawServer: Bool, _ log: inout TransactionLog
  ) {
    if let clientFrame, requests.close() == .head {
      beginRequest(clientFrame, clientPosition, &log)
    }
    if let unplaced {
      response = unplaced.before
      self.unplaced = nil
      finishResponse(.desync, unplaced.position, &log)
    } else if underWay.isThere {
      finishResponse(end, serverPosition, &log)
    } else if let serverFrame, responses.close() == .head {
      beginResponse(serverFrame, serverPosition, cutBy: end, &log)
    }
    settleInterim(&log)
    settleUnframed(&log)
    if acknowledged >= 0 {
      for last in lastBodies where last.end > acknowledged {
        log.transactions[last.transaction].body.note(
          unacknowledgedFrom: max(0, acknowledged - last.start), of: last.end - last.start)
      }
    }
    for index in unanswered.takeUnanswered(sawServer: sawServer) {
      log.transactions[index].pairing = .responseNotCaptured
    }
  }

  /// A response gets the bytes behind the place where its framing was lost.
  mutating func settleUnframed(_ log: inout TransactionLog) {
    if let (index, count) = unframed, count > 0 { log.transactions[index].body.unframed += count }
    unframed = nil
  }

  /// Interim responses whose final one is not there belong to the request that waits first.
  mutating func settleInterim(_ log: inout TransactionLog) {
    guard !interim.isEmpty else { return }
    if let waiting = unanswered.first { log.transactions[waiting].interim += interim }
    interim = []
    interimStart = nil
  }
}

extension Body {
  /// Bytes behind `offset`, of `length` in the stream, were never acknowledged.
  fileprivate mutating func note(unacknowledgedFrom offset: Int, of length: Int) {
    let lost = missing.reduce(0) { $0 + max(0, $1.upperBound - max($1.lowerBound, offset)) }
    unacknowledged = min(seen, max(0, length - offset - lost))
  }
}
