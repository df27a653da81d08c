import Digests
import HTTP
import Packets
import Streams

/// Holds a reader of parts, apart, as it is large.
final class PartReader {
  @exclusivity(unchecked) var parser: ByteRangesParser

  init(boundary: String) { parser = ByteRangesParser(boundary: boundary) }
}

/// Holds a fingerprint that grows, apart, so that a packet does not move it.
final class FingerprintBox {
  @exclusivity(unchecked) var value: ContentFingerprint

  init(at position: Int) { value = ContentFingerprint(at: position) }
}

/// A response whose content is under way.
struct ResponseProgress {
  /// The index of its transaction; -1: there is none.
  var transaction: Int
  /// What is known of its content.
  var body = Body()
  /// The packets that carried it.
  var frames: FrameSpans
  /// When the last of them was captured, and the longest time between two.
  var last: Timestamp
  var stall = Stall()
  /// The content as far as it had come when some was passed over; -1: none was.
  private var passedAt = -1
  /// When the first byte of content was captured.
  private(set) var contentStart: Timestamp?
  /// The position in the stream of the first byte of content.
  var streamStart = 0
  /// Whether there is content, be it empty.
  var hasContent = true
  /// Reads the parts of a multipart/byteranges content, which few are.
  var multipart: PartReader?
  /// What its bytes are; `nil` where they are not compared.
  var fingerprint: FingerprintBox?
  /// Whether they are what the head promises; `nil` where it promises nothing.
  var digests: BodyDigests?
  /// Who takes the content; `nil` where nobody does.
  var sink: (any ContentSink)?

  init(transaction: Int, start: Frame) {
    self.transaction = transaction
    frames = FrameSpans(start)
    last = start.time
  }

  /// What stands where no response is under way.
  static var none: ResponseProgress {
    ResponseProgress(
      transaction: -1, start: Frame(input: 0, number: 0, time: Timestamp(nanoseconds: 0)))
  }

  /// Whether it is one.
  @inline(__always)
  var isThere: Bool { transaction >= 0 }

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
  mutating func receive(_ bytes: RawSpan, _ range: Range<Int>) {
    if body.extent == 0 { contentStart = last }
    if let sink { sink.receive(bytes.extracting(range), of: transaction, at: body.extent) }
    body.extent += range.count
    if let digests { digests.receive(bytes.extracting(range)) }
    if let fingerprint { fingerprint.value.receive(bytes.extracting(range)) }
    if let multipart { multipart.parser.receive(bytes.extracting(range)) }
  }

  /// Bytes of content were in packets, but cut off by the snaplen.
  mutating func receiveCut(_ count: Int) {
    if body.extent == 0 { contentStart = last }
    body.extent += count
    digests?.skip()
    fingerprint?.value.skip(count)
    multipart?.parser.skip(count)
  }

  /// Bytes of content were not captured.
  ///
  /// - Returns: where they stand in the content.
  mutating func pass(_ count: Int, isAcknowledged: Bool) -> Range<Int> {
    let range = body.extent..<(body.extent + count)
    if isAcknowledged { body.inferredRanges.append(range) } else { body.missing.append(range) }
    if body.extent == 0 { contentStart = last }
    body.extent += count
    passedAt = body.extent
    digests?.skip()
    fingerprint?.value.skip(count)
    multipart?.parser.skip(count)
    return range
  }

  /// The parts that were read, with what is wrong about them; what a body that ended short lacks is
  /// not held against them.
  func multipartBody() -> MultipartBody? {
    guard var parser = multipart?.parser else { return nil }
    if body.end == .complete { parser.finish() }
    let parts = parser.parts.map { part in
      MultipartBody.Part(
        contentRange: part.fields.first { $0.name.lowercased() == "content-range" }?.value,
        contentType: part.contentType, offset: part.dataOffset, count: part.delivered)
    }
    return MultipartBody(
      parts: parts, problems: parser.isLost ? [] : parser.problems.map(\.description))
  }
}

extension Body {
  /// Bytes at `range` came after all.
  mutating func fill(_ range: Range<Int>) {
    inferredRanges = inferredRanges.flatMap { $0.without(range) }
    missing = missing.flatMap { $0.without(range) }
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
