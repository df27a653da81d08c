public import HTTP

/// Checks the digests that a response promises against its content as it passes.
///
/// Each algorithm is computed once, and only where a field asks for it and the content can be all
/// that the field speaks of.
public final class BodyDigests {
  private let promised: [PromisedDigest]
  /// Those of `promised` that the whole representation would be needed for and is not expected.
  private let isWholeExpected: Bool
  private let running: [RunningDigest]
  /// Whether all bytes so far were seen.
  private var isWhole = true

  /// What is to be checked of the content behind a head; `nil` where it promises nothing.
  ///
  /// - Parameters:
  ///   - head: The head of a response that has content.
  ///   - isGET: Whether it answers a GET: only then is the content of the representation.
  public init?(_ head: borrowing ResponseHead, isGET: Bool) {
    let promised = PromisedDigest.all(in: head.fields)
    guard !promised.isEmpty else { return nil }
    self.promised = promised
    let isWhole = isGET && Self.bringsAll(head)
    isWholeExpected = isWhole
    var running: [RunningDigest] = []
    for digest in promised where digest.source.isOfContent || isWhole {
      if !running.contains(where: { $0.algorithm == digest.algorithm }) {
        running.append(RunningDigest(digest.algorithm))
      }
    }
    self.running = running
  }

  /// Takes the bytes of content that come next.
  public func receive(_ bytes: RawSpan) {
    guard isWhole else { return }
    for digest in running { digest.receive(bytes) }
  }

  /// Some bytes of content are not known.
  public func skip() { isWhole = false }

  /// What became of each promise; `isComplete`: whether the content came to its end.
  public func checks(isComplete: Bool) -> [DigestCheck] {
    let found = isWhole && isComplete ? running.map { ($0.algorithm, $0.finish()) } : []
    return promised.map { digest in
      let isComparable = digest.source.isOfContent || isWholeExpected
      return DigestCheck(
        digest,
        actual: isComparable ? found.first { $0.0 == digest.algorithm }?.1 : nil)
    }
  }

  /// Whether a response brings the whole representation: a 200, or a 206 from the first byte to
  /// the last.
  private static func bringsAll(_ head: borrowing ResponseHead) -> Bool {
    switch head.status {
    case 200: return !head.fields.has("content-range")
    case 206:
      guard let value = head.fields.first("content-range"),
        case .satisfied(0, let last, let length?) = ContentRange(value)
      else { return false }
      return last == length - 1
    default: return false
    }
  }
}
