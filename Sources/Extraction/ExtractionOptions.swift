/// What of the downloads is written, and how much at most.
public struct ExtractionOptions: Sendable {
  /// The only version of each download, from 1, oldest first; `nil`: all.
  public var revision: Int?
  /// Whether what a client joined of several versions is written as well.
  public var joins = false
  /// Whether the decoded form of complete files with a content coding is written as well.
  public var decodes = false
  /// Whether a map for GNU ddrescue is written beside each file.
  public var writesMapfile = false
  /// The longest file that is written, in bytes: a longer one is left out.
  public var maxSize = 8 << 40
  /// The longest decoded form that is written, in bytes: of a longer one nothing is kept.
  public var maxDecodedSize = 4 << 30
  /// The most files that are written, maps and decoded forms not counted.
  public var maxFiles = 10_000

  /// The stated defaults.
  public init() {}
}
