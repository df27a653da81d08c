import Digests
import HTTP
import Packets
import Streams

/// Holds a reader of parts, apart, as it is large.
final class PartReader {
  @exclusivity(unchecked) var parser: ByteRangesParser

  init(boundary: String) { parser = ByteRangesParser(boundary: boundary) }

  /// The parts that were read, with what is wrong about them; what a body that ended short lacks is
  /// not held against them.
  func body(isComplete: Bool) -> MultipartBody {
    var parser = parser
    if isComplete { parser.finish() }
    let parts = parser.parts.map { part in
      MultipartBody.Part(
        contentRange: part.fields.first { $0.name.lowercased() == "content-range" }?.value,
        contentType: part.contentType, offset: part.dataOffset, count: part.delivered)
    }
    return MultipartBody(
      parts: parts, problems: parser.isLost ? [] : parser.problems.map(\.description))
  }
}

/// Who looks at the bytes of a content, besides its fingerprint: of few contents anybody.
final class ContentReaders {
  /// Reads the parts of a multipart/byteranges content.
  var multipart: PartReader?
  /// Whether they are what the head promises; `nil` where it promises nothing.
  var digests: BodyDigests?
  /// Who takes the content; `nil` where nobody does.
  var sink: (any ContentSink)?

  init(multipart: PartReader?, digests: BodyDigests?, sink: (any ContentSink)?) {
    self.multipart = multipart
    self.digests = digests
    self.sink = sink
  }

  func receive(_ bytes: RawSpan, of transaction: Int, at offset: Int) {
    if let sink { sink.receive(bytes, of: transaction, at: offset) }
    if let digests { digests.receive(bytes) }
    if let multipart { multipart.parser.receive(bytes) }
  }

  func skip(_ count: Int) {
    digests?.skip()
    multipart?.parser.skip(count)
  }
}

/// A response whose content is under way.
struct ResponseProgress {
  /// The index of its transaction; -1: there is none.
  var transaction: Int
  /// When the last packet that carried it was captured.
  var last: Timestamp
  /// The packets that carried it.
  var frames: FrameSpans
  /// What is known of its content, with the fingerprint of what came so far.
  var body = Body()
  /// Who else looks at its bytes; `nil` where nobody does.
  var readers: ContentReaders?
  /// The longest time between two packets.
  var stall = Stall()
  /// The content as far as it had come when some was passed over; -1: none was.
  private var passedAt = -1
  /// The position in the stream of the first byte of content.
  var streamStart = 0
  /// When the first byte of content was captured.
  private(set) var contentStart: Timestamp?
  /// Whether there is content, be it empty.
  var hasContent = true
  /// Whether its body gets a fingerprint.
  private(set) var isCompared = false

  init(transaction: Int, start: Frame) {
    self.transaction = transaction
    frames = FrameSpans(start)
    last = start.time
  }

  /// Begins another, in place; what the one before had of a content was taken.
  mutating func begin(_ transaction: Int, _ start: Frame, streamStart: Int) {
    assert(!isThere && body.extent == 0 && readers == nil)
    self.transaction = transaction
    last = start.time
    frames.begin(start)
    if stall.duration > 0 { stall = Stall() }
    passedAt = -1
    self.streamStart = streamStart
    contentStart = nil
    hasContent = true
    isCompared = false
  }

  /// Its content, which begins at a position of the representation, gets a fingerprint.
  mutating func compare(from position: Int) {
    body.fingerprint = ContentFingerprint(at: position)
    isCompared = true
  }

  /// What stands where no response is under way.
  static var none: ResponseProgress {
    ResponseProgress(
      transaction: -1, start: Frame(input: 0, number: 0, time: Timestamp(nanoseconds: 0)))
  }

  /// Whether it is one.
  @inline(__always)
  var isThere: Bool { transaction >= 0 }

  /// Content came in packets up to `frame`, none of them longer after the one before than was known.
  mutating func pass(_ count: Int, upTo frame: Frame) {
    body.extent += count
    go(on: frame)
  }

  /// Packets up to `frame` carried some of it, as with `pass`.
  mutating func go(on frame: Frame) {
    if last < frame.time { last = frame.time }
    frames.add(frame)
  }

  /// A packet carried some of it; `pause` says why not sooner, `nil` where that is not known.
  @inline(__always)
  mutating func note(_ frame: Frame, _ pause: StreamPause?) {
    let since = frame.time.since(last)
    if since > 0 {
      if since > stall.duration { noteStall(since, frame, pause) }
      last = frame.time
    }
    frames.add(frame)
  }

  /// No byte came for longer than ever before.
  private mutating func noteStall(_ duration: Int64, _ frame: Frame, _ pause: StreamPause?) {
    stall = Stall(
      duration: duration, start: last, after: frames, until: frame,
      pause: body.extent == passedAt ? nil : pause)
  }

  /// Bytes of content came.
  @inline(__always)
  mutating func receive(_ bytes: RawSpan) {
    if body.extent == 0 { contentStart = last }
    if let readers { readers.receive(bytes, of: transaction, at: body.extent) }
    body.extent &+= bytes.byteCount
    body.fingerprint?.receive(bytes)
  }

  /// Bytes of content were in packets, but cut off by the snaplen.
  mutating func receiveCut(_ count: Int) {
    if body.extent == 0 { contentStart = last }
    skip(count)
  }

  private mutating func skip(_ count: Int) {
    body.extent += count
    body.fingerprint?.skip(count)
    readers?.skip(count)
  }

  /// Bytes of content were not captured.
  ///
  /// - Returns: where they stand in the content.
  mutating func pass(_ count: Int, isAcknowledged: Bool) -> Range<Int> {
    let range = body.extent..<(body.extent + count)
    if isAcknowledged { body.inferredRanges.append(range) } else { body.missing.append(range) }
    if body.extent == 0 { contentStart = last }
    skip(count)
    passedAt = body.extent
    return range
  }
}

extension Body {
  /// Bytes at `range` came after all.
  mutating func fill(_ range: Range<Int>) {
    if !inferredRanges.isEmpty {
      inferredRanges = inferredRanges.flatMap { $0.without(range) }
    }
    if !missing.isEmpty { missing = missing.flatMap { $0.without(range) } }
    if isFramed, missing.isEmpty {
      isFramed = false
      end = .complete
    }
  }
}

extension Range<Int> {
  /// What is left of it without `other`: nothing, one range or two.
  func without(_ other: Range<Int>) -> [Range<Int>] {
    guard overlaps(other) else { return [self] }
    return [
      lowerBound..<Swift.max(lowerBound, other.lowerBound),
      Swift.min(upperBound, other.upperBound)..<upperBound,
    ].filter { !$0.isEmpty }
  }
}
