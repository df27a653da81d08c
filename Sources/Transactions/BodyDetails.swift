public import Digests
public import HTTP

/// What few contents have, held apart so that all others are small.
///
/// Only a body that has it alone changes it.
@usableFromInline
final class BodyDetails: @unchecked Sendable {
  @usableFromInline @exclusivity(unchecked) var missing: [Range<Int>] = []
  @usableFromInline @exclusivity(unchecked) var inferredRanges: [Range<Int>] = []
  @usableFromInline @exclusivity(unchecked) var unacknowledged = 0
  @usableFromInline @exclusivity(unchecked) var unframed = 0
  @usableFromInline @exclusivity(unchecked) var isFramed = false
  @usableFromInline @exclusivity(unchecked) var multipart: MultipartBody?
  @usableFromInline @exclusivity(unchecked) var digests: [DigestCheck] = []
  @usableFromInline @exclusivity(unchecked) var problems: [SyntaxProblem] = []

  /// Nothing of it.
  init() {}

  init(copying other: BodyDetails) {
    missing = other.missing
    inferredRanges = other.inferredRanges
    unacknowledged = other.unacknowledged
    unframed = other.unframed
    isFramed = other.isFramed
    multipart = other.multipart
    digests = other.digests
    problems = other.problems
  }
}

extension Body {
  /// What it holds apart, its own, to be changed.
  @usableFromInline
  mutating func ownDetails() -> BodyDetails {
    if isKnownUniquelyReferenced(&more), let more { return more }
    let own = more.map { BodyDetails(copying: $0) } ?? BodyDetails()
    more = own
    return own
  }

  /// Ranges within `extent` that were neither captured nor acknowledged.
  public var missing: [Range<Int>] {
    @inlinable @inline(__always) get { more?.missing ?? [] }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.missing
    }
  }

  /// Ranges within `extent` that were not captured, but acknowledged by the client.
  public var inferredRanges: [Range<Int>] {
    @inlinable @inline(__always) get { more?.inferredRanges ?? [] }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.inferredRanges
    }
  }

  /// Bytes that were captured, but never acknowledged before the connection ended.
  public var unacknowledged: Int {
    @inlinable @inline(__always) get { more?.unacknowledged ?? 0 }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.unacknowledged
    }
  }

  /// Bytes of the stream that came or were acknowledged behind the place where the framing was lost,
  /// up to the next message: content and framing, whose place in the content cannot be told.
  public var unframed: Int {
    @inlinable @inline(__always) get { more?.unframed ?? 0 }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.unframed
    }
  }

  /// Whether the framing was followed to the end of the content over `missing` bytes: whoever sent on
  /// sent them too, but neither they nor an acknowledgement are in the capture.
  public var isFramed: Bool {
    @inlinable @inline(__always) get { more?.isFramed ?? false }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.isFramed
    }
  }

  /// The parts of a multipart/byteranges content; `nil` where it is no such content.
  public var multipart: MultipartBody? {
    @inlinable @inline(__always) get { more?.multipart }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.multipart
    }
  }

  /// The digests that the header section gives, and what its bytes give.
  public var digests: [DigestCheck] {
    @inlinable @inline(__always) get { more?.digests ?? [] }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.digests
    }
  }

  /// What is wrong with its framing.
  public var problems: [SyntaxProblem] {
    @inlinable @inline(__always) get { more?.problems ?? [] }
    @inlinable _modify {
      let own = ownDetails()
      yield &own.problems
    }
  }
}

extension Body: Equatable {
  /// Whether all of both is the same.
  public static func == (a: Body, b: Body) -> Bool {
    a.expected == b.expected && a.end == b.end && a.extent == b.extent
      && a.fingerprint == b.fingerprint && a.missing == b.missing
      && a.inferredRanges == b.inferredRanges && a.unacknowledged == b.unacknowledged
      && a.unframed == b.unframed && a.isFramed == b.isFramed && a.multipart == b.multipart
      && a.digests == b.digests && a.problems == b.problems
  }
}
