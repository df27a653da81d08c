public import HTTP
public import Packets

/// One request with the response that belongs to it, as far as the capture shows them.
public struct Transaction: Sendable {
  /// Its number, from 1, in the order in which exchanges began.
  public var id: Int
  /// Its number, from 1, in the order in which exchanges were met: it stays while a record grows.
  public var serial = 0
  /// The number of its connection, from 1.
  public var connection: Int
  /// Who asked.
  public var client: Endpoint
  /// Who answered: the other end of the connection, which may be a proxy.
  public var server: Endpoint
  /// The request; `nil` when the capture holds only the response.
  public var request: Request?
  /// The statuses of the 1xx responses that came before the final one.
  public var interim: [Int]
  /// The final response; `nil` when the capture holds none.
  public var response: Response?
  /// The response's content.
  public var body: Body
  /// How the response, and the request where there is no response, came to be unknown.
  public var pairing: Pairing
  /// When the last of its bytes was seen.
  public var end: Timestamp

  /// An exchange of which nothing is known yet but where it took place.
  public init(id: Int = 0, connection: Int, client: Endpoint, server: Endpoint, time: Timestamp) {
    self.id = id
    self.connection = connection
    self.client = client
    self.server = server
    self.interim = []
    self.body = Body()
    self.pairing = .certain
    self.end = time
  }

  /// An exchange that begins with its request.
  init(connection: Int, client: Endpoint, server: Endpoint, request: consuming Request) {
    self.id = 0
    self.connection = connection
    self.client = client
    self.server = server
    self.interim = []
    self.body = Body()
    self.pairing = .certain
    self.end = request.lastByte
    self.request = consume request
  }

  /// When it began: the first byte of the request, or of the response where no request was seen.
  @inline(__always)
  public var time: Timestamp { request?.time ?? response?.time ?? end }
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

  /// Whether the syntax of the request, the response or its framing is wrong.
  public var hasProblems: Bool {
    !body.problems.isEmpty || !(request?.head.problems.isEmpty ?? true)
      || !(response?.head.problems.isEmpty ?? true)
  }
}

/// A request as it passed.
public struct Request: Sendable {
  /// Start line and header section.
  public var head: RequestHead
  /// The packets that carried it, one span an input.
  public var frames: FrameSpans
  /// When its first byte was captured.
  public var time: Timestamp
  /// When its last byte was captured.
  public var lastByte: Timestamp
  /// The sequence number of its first byte, as on the wire.
  public var sequence: UInt32
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
  /// The longest time, in nanoseconds, between two packets that carried its bytes.
  public var longestStall: Int64
  /// Who held it up then; `nil` where no time passed.
  public var longestStallCause: StallCause?
  /// The packets around the longest of these times; `nil` where no time passed.
  public var longestStallPackets: StallPackets?
  /// When the first and the last byte of its content were captured; `nil` where none was.
  public var contentTime: ClosedRange<Timestamp>?

  /// A response from its head and the packet in which it begins.
  public init(head: consuming ResponseHead, frame: Frame) {
    self.head = consume head
    self.frames = FrameSpans(frame)
    self.time = frame.time
    self.longestStall = 0
  }

  /// Takes what was seen of its content as it passed.
  mutating func note(_ progress: borrowing ResponseProgress) {
    longestStall = progress.stall.duration
    if longestStall > 0 {
      longestStallCause = progress.stall.cause
      longestStallPackets = progress.stall.packets
    }
    contentTime = progress.contentStart.map { $0...max($0, progress.last) }
  }
}
