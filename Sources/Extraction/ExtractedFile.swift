public import Digests

/// What became of a planned file.
///
/// Positions are bytes of the representation, half-open.
public struct ExtractedFile: Sendable {
  /// Its decoded form.
  public enum Decoded: Sendable {
    /// It was written: so many bytes, with this SHA-256.
    case written(name: String, length: Int, sha256: [UInt8])
    /// It was not, and why.
    case failed(reason: String)
  }

  /// What was planned.
  public var plan: PlannedFile
  /// The bytes that are in it.
  public var present: [Range<Int>]
  /// What was delivered, as acknowledgements or lengths of packets show, but cannot be read from the
  /// capture.
  public var unseen: [Range<Int>]
  /// What is neither; in a file of unknown length, as far as it is known.
  public var missing: [Range<Int>]
  /// Where bytes that came twice differ, of each run from the first to the last that does.
  public var conflicts: [Range<Int>]
  /// The SHA-256 of the whole; `nil` where it is not complete.
  public var sha256: [UInt8]?
  /// The digests that the headers gave of the whole, and whether they hold.
  public var digests: [DigestCheck]
  /// Its decoded form; `nil` where none was asked for, or there is no coding.
  public var decoded: Decoded?

  /// Whether every byte of the representation is there.
  public var isComplete: Bool { sha256 != nil }
  /// How many bytes are there.
  public var presentBytes: Int { present.reduce(0) { $0 + $1.count } }
}
