public import Digests
public import Packets
public import Ranges
public import Transactions

/// A file that is to be written: which bytes it gets, and from where.
///
/// Positions are bytes of the representation as it was sent, content coding included; half-open.
public struct PlannedFile: Sendable {
  /// Of what it is made.
  public enum Kind: Hashable, Sendable {
    /// One version of the download, by its number from 1, oldest first.
    case version(Int)
    /// What the client joined of several versions.
    case joined
  }

  /// A response that brought some of it.
  public struct Part: Sendable {
    /// The id of its transaction.
    public var transaction: Int
    /// Its number of Wireshark's `tcp.stream`; `nil` where there is none.
    public var stream: Int?
    /// The packets of the response.
    public var frames: FrameSpans
    /// Its status.
    public var status: Int
    /// Its Content-Range, as sent; `nil` where it has none.
    public var contentRange: String?
    /// What it delivered.
    public var delivered: [Range<Int>]
  }

  /// What the file is called.
  public internal(set) var name: FileName
  /// Of what it is made.
  public var kind: Kind
  /// The id of its download.
  public var download: Int
  /// The address of its download.
  public var url: String
  /// Who fetched it.
  public var client: IPAddress
  /// What became of the download.
  public var verdict: Verdict
  /// The validators, lengths and codings that it goes by: several where servers were out of step, or
  /// where it is joined.
  public var versions: [Version]
  /// The length of the representation; `nil` where it was never told.
  public var completeLength: Int?
  /// What was delivered of it, captured or not.
  public var delivered: [Range<Int>]
  /// The responses that brought it, in the order in which they began.
  public var parts: [Part]
  /// The digests of the whole that the headers gave.
  public var promised: [PromisedDigest]

  /// The length of the file in bytes: that of the representation, or as far as it is known.
  public var length: Int { max(completeLength ?? 0, delivered.last?.upperBound ?? 0) }

  /// The content coding; `nil` for none.
  public var contentEncoding: String? {
    kind == .joined ? nil : versions.first?.contentEncoding
  }
}

extension PlannedFile {
  /// What is written beside the file tells its ranges.
  public var mapName: String { name.text + ".map.json" }
  /// What is written beside the file tells GNU ddrescue its ranges.
  public var mapfileName: String { name.text + ".mapfile" }
  /// What is written beside the file is its decoded form.
  public var decodedName: String { name.with(".decoded").text }
}
