public import HTTP
public import Packets

/// One request with the response that belongs to it, as far as the capture shows them.
///
/// A value of one word: what it holds is shared by its copies until one of them is changed, as a copy
/// of all would cost a dozen references.
public struct Transaction: Sendable {
  @usableFromInline var held: HeldTransaction

  /// An exchange of which nothing is known yet but where it took place.
  public init(id: Int = 0, connection: Int, client: Endpoint, server: Endpoint, time: Timestamp) {
    self.init(
      id: id, connection: connection, ends: HeldTransaction.Ends(client: client, server: server),
      time: time)
  }

  /// An exchange of a connection whose ends are held for all of it.
  init(id: Int = 0, connection: Int, ends: HeldTransaction.Ends, time: Timestamp) {
    held = HeldTransaction(id: id, connection: connection, ends: ends, request: nil, end: time)
  }

  /// An exchange that begins with its request.
  init(connection: Int, ends: HeldTransaction.Ends, request: consuming Request) {
    let end = request.lastByte
    held = HeldTransaction(
      id: 0, connection: connection, ends: ends, request: consume request, end: end)
  }

  /// Makes what it holds its own, to be changed.
  @inlinable @inline(__always)
  mutating func own() {
    if !isKnownUniquelyReferenced(&held) { held = held.copy() }
  }

  /// When it began: the first byte of the request, or of the response where no request was seen.
  @inlinable @inline(__always)
  public var time: Timestamp { held.request?.time ?? held.response?.time ?? held.end }
}

/// What is looked at often, without a copy of all the rest.
extension Transaction {
  /// The packets of the request in the input in which it began.
  @inline(__always)
  public var requestSpan: FrameSpans.Span? { request?.frames.head }

  /// The packets of the response in the input in which it began.
  @inline(__always)
  public var responseSpan: FrameSpans.Span? { response?.frames.head }

  /// The longest time, in nanoseconds, between two packets of the response; 0 without one.
  @inline(__always)
  public var longestStall: Int64 { response?.longestStall ?? 0 }

  /// The header section of the request; `nil` without one.
  @inlinable public var requestFields: HeaderFields? { held.request?.head.fields }

  /// The method of the request; `nil` without one.
  @inlinable public var method: String? { held.request?.head.method }

  /// The target of the request; `nil` without one.
  @inlinable public var target: String? { held.request?.head.target }

  /// Whether there is a request of which the whole head was captured.
  @inlinable public var hasWholeRequest: Bool { held.request?.head.completeness == .complete }

  /// The header section of the final response; `nil` without one.
  @inlinable public var responseFields: HeaderFields? { held.response?.head.fields }

  /// The status of the final response; `nil` without one.
  @inlinable public var status: Int? { held.response?.head.status }

  /// Whether there is a final response of which the whole head was captured.
  @inlinable public var hasWholeResponse: Bool { held.response?.head.completeness == .complete }

  /// Whether it is the sender who held up the response for longest.
  var isHeldUpBySender: Bool { held.response?.stall?.cause == .senderIdle }

  /// Whether the syntax of the request, the response or its framing is wrong.
  public var hasProblems: Bool {
    if let more = held.body.more, !more.problems.isEmpty { return true }
    return held.request.map { !$0.head.problems.isEmpty } ?? false
      || held.response.map { !$0.head.problems.isEmpty } ?? false
  }
}

/// A request as it passed.
public struct Request: Sendable {
  /// Start line and header section.
  public var head: RequestHead
  /// The packets that carried it, one span an input.
  public var frames: FrameSpans
  // In the bytes that the spans leave.
  /// The sequence number of its first byte, as on the wire.
  public var sequence: UInt32
  /// When its first byte was captured.
  public var time: Timestamp
  /// When its last byte was captured.
  public var lastByte: Timestamp
  /// The bytes of its content.
  public var contentLength: Int

  /// A request from its head and the packet in which it begins.
  public init(head: consuming RequestHead, frame: Frame, sequence: UInt32) {
    self.head = consume head
    self.frames = FrameSpans(frame)
    self.time = frame.time
    self.lastByte = frame.time
    self.sequence = sequence
    self.contentLength = 0
  }
}

/// A response as it passed.
public struct Response: Sendable {
  /// Status line and header section.
  public var head: ResponseHead
  /// The packets that carried it and its content, one span an input.
  public var frames: FrameSpans
  /// When its first byte was captured.
  public var time: Timestamp
  /// When the first and the last byte of its content were captured; in no order where none was.
  @usableFromInline var contentStart = Timestamp(nanoseconds: 1)
  @usableFromInline var contentEnd = Timestamp(nanoseconds: 0)
  /// The longest time between two packets; most are not held up so long that any passes.
  @usableFromInline var stall: LongestStall?

  /// A response from its head and the packet in which it begins.
  public init(head: consuming ResponseHead, frame: Frame) {
    self.head = consume head
    self.frames = FrameSpans(frame)
    self.time = frame.time
  }

  /// When the first and the last byte of its content were captured; `nil` where none was.
  @inlinable public var contentTime: ClosedRange<Timestamp>? {
    contentStart <= contentEnd ? contentStart...contentEnd : nil
  }

  /// Takes what was seen of its content as it passed.
  mutating func note(_ progress: borrowing ResponseProgress) {
    if progress.stall.duration > 0 {
      stall = LongestStall(
        duration: progress.stall.duration, cause: progress.stall.cause,
        packets: progress.stall.packets)
    }
    if let start = progress.contentStart {
      contentStart = start
      contentEnd = max(start, progress.last)
    }
  }
}
