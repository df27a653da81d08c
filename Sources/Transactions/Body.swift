/// How the content of a response came to its end.
public enum BodyEnd: String, Sendable, CaseIterable {
  /// Every byte that the framing promised came, or a FIN ended a body that the close delimits.
  case complete
  /// The client ended the connection first, with FIN.
  case clientClosed = "client-closed"
  /// The client ended the connection first, with RST.
  case clientReset = "client-reset"
  /// The server ended the connection first, with FIN.
  case serverClosed = "server-closed"
  /// The server ended the connection first, with RST.
  case serverReset = "server-reset"
  /// The capture ended before the body did, or lacks bytes that were sent: then the body `isFramed`.
  case captureEnded = "capture-ended"
  /// The connection was let go because a bound was reached.
  case evicted
  /// The framing was lost, so that the end of the body cannot be told.
  case desync
  /// There is no body by rule, or no response.
  case none
}

/// The content of a response: counted, not kept.
///
/// Offsets are in bytes of content from its first byte, framing removed; ranges are half-open.
public struct Body: Sendable {
  /// What the framing promised; `nil` if it promised nothing.
  public var expected: Int?
  /// How it ended.
  public var end = BodyEnd.none
  /// Bytes from the first to the last that are known of, whether they came or not.
  public var extent = 0
  /// What its bytes were, at their positions in the representation; `nil` where they were not
  /// compared, or their place is not known.
  public var fingerprint: ContentFingerprint?
  /// What few contents have.
  @usableFromInline var more: BodyDetails?

  /// No content.
  public init() {}

  /// Bytes captured or acknowledged.
  public var delivered: Int { extent - missing.reduce(0) { $0 + $1.count } }
  /// Bytes not captured, but acknowledged.
  public var inferred: Int { inferredRanges.reduce(0) { $0 + $1.count } }
  /// Bytes in captured packets, those cut off by the snaplen included.
  public var seen: Int { delivered - inferred }

  /// The ranges that were delivered, in order.
  public var deliveredRanges: [Range<Int>] {
    guard !missing.isEmpty else { return extent > 0 ? [0..<extent] : [] }
    var ranges: [Range<Int>] = []
    var start = 0
    for hole in missing {
      if hole.lowerBound > start { ranges.append(start..<hole.lowerBound) }
      start = hole.upperBound
    }
    if extent > start { ranges.append(start..<extent) }
    return ranges
  }
}
