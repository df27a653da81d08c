import Bytes
import Packets
import Streams

/// How a connection, or a tunnel in it, begins: what stands before its protocol, and which that is.
///
/// Pure. It holds bytes only while the first ones of an end are too few to tell.
struct Opening {
  /// What bytes showed.
  enum Found {
    /// So many of them are used up: read as a preamble, or held.
    case used(Int)
    /// Nothing can be told of them.
    case unreadable
    /// They are HTTP/1: requests, or responses.
    case http(isRequest: Bool)
    /// They are of another protocol.
    case other(String)
  }

  /// Bytes and where they came; apart, as hardly any connection has some for long.
  private indirect enum Held {
    case bytes([UInt8], StreamData)
  }

  /// The client's address that a PROXY header told.
  private(set) var proxiedClient: Endpoint?

  /// The position of each end's first byte; `nil` when that is not in the capture.
  private var starts: (first: Int?, second: Int?)
  private let clientSide: Side
  /// What may stand before the protocol, while it does.
  private var preamble = Preamble()
  /// The beginning of what one end sent, too short to tell.
  private var held: Held?
  /// Whether the client's first bytes are of no known protocol; what answers them may be HTTP.
  private var isClientUnknown = false
  /// Segments that look like TLS; in midstream one alone proves nothing.
  private var looksLikeTLS = 0

  /// The most bytes that are held.
  static let limit = 4096

  /// A connection that begins here when its `SYN` is in the capture.
  init(sawOpening: Bool, clientSide: Side) {
    self.clientSide = clientSide
    // When the first packet is the server's SYN, the client's own is not in the capture.
    starts = sawOpening ? (0, clientSide == .first ? 0 : nil) : (nil, nil)
  }

  /// A tunnel that begins at these positions of its ends.
  init(clientSide: Side, client: Int?, server: Int?) {
    self.clientSide = clientSide
    starts = clientSide == .first ? (client, server) : (server, client)
    preamble.isOver = true
  }

  /// Where an end's first byte stands, as long as all from there on was read.
  func start(_ side: Side) -> Int? { side == .first ? starts.first : starts.second }

  /// The protocol that the bytes which could not be told are likely of.
  var likelyProtocol: String? { looksLikeTLS > 0 ? "TLS" : nil }

  /// Bytes of an end were passed over.
  mutating func pass(_ side: Side) { set(side, nil) }

  /// How many bytes are held.
  var holding: Int {
    if case .bytes(let bytes, _)? = held { bytes.count } else { 0 }
  }

  mutating func takeHeld() -> (bytes: [UInt8], data: StreamData)? {
    guard case .bytes(let bytes, let data)? = held else { return nil }
    held = nil
    return (bytes, data)
  }

  private mutating func set(_ side: Side, _ start: Int?) {
    if side == .first { starts.first = start } else { starts.second = start }
  }

  /// Looks at the next bytes of an end.
  mutating func receive(_ bytes: RawSpan, _ data: StreamData) -> Found {
    guard case .bytes(let before, let first)? = held, first.side == data.side else {
      if let found = look(bytes, data) { return found }
      guard held == nil, bytes.byteCount < Self.limit else { return .unreadable }
      held = .bytes(bytes.array(), data)
      return .used(bytes.byteCount)
    }
    let known = before.count
    guard known + bytes.byteCount <= Self.limit || known < 16 else { return .unreadable }
    var all = before
    bytes.withUnsafeBytes { all.append(contentsOf: $0) }
    switch look(all.span.bytes, first) {
    case .used(let count)?:
      held = nil
      return .used(max(0, count - known))
    case let found?:
      return found
    case nil:
      guard all.count < Self.limit else { return .unreadable }
      held = .bytes(all, first)
      return .used(bytes.byteCount)
    }
  }

  /// Looks at bytes that begin where those of `data` do; `nil`: they are too few to tell.
  private mutating func look(_ bytes: RawSpan, _ data: StreamData) -> Found? {
    if isClientUnknown, data.side == clientSide { return .unreadable }
    guard let start = start(data.side), start == data.offset else {
      return data.beginsSegment ? lookInMidstream(bytes) : .unreadable
    }
    switch preamble.receive(bytes, isClient: data.side == clientSide) {
    case .needMore: return nil
    case .read(let count):
      proxiedClient = preamble.proxiedClient
      set(data.side, start + count)
      return .used(count)
    case .failed: return .other("SOCKS")
    case .none: break
    }
    let emptyLines = DetectedProtocol.emptyLines(bytes)
    if emptyLines == bytes.byteCount {
      set(data.side, start + emptyLines)
      return .used(emptyLines)
    }
    switch DetectedProtocol(bytes, isStart: true) {
    case .httpRequests: return .http(isRequest: true)
    case .httpResponses: return .http(isRequest: false)
    case .other(let name): return .other(name)
    case .unknown:
      guard data.side == clientSide, self.start(data.side.other) != nil else {
        return .other("unknown")
      }
      isClientUnknown = true
      return .unreadable
    case .tooShort: return nil
    }
  }

  private mutating func lookInMidstream(_ bytes: RawSpan) -> Found {
    switch DetectedProtocol(bytes, isStart: false) {
    case .httpRequests: return .http(isRequest: true)
    case .httpResponses: return .http(isRequest: false)
    case .other("TLS"):
      looksLikeTLS += 1
      return looksLikeTLS > 1 ? .other("TLS") : .unreadable
    case .other(let name): return .other(name)
    case .unknown, .tooShort: return .unreadable
    }
  }
}
