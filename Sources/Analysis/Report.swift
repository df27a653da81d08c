public import Packets
public import Ranges
public import Rules
public import Transactions

/// All that one traffic record shows: plain data, which a report format writes.
public struct Report: Sendable {
  /// The version of the shape in which reports are written.
  public static let schema = "rangescope/1"

  /// What was read.
  public var inputs: [InputSummary]
  /// Packets that were not used, by reason.
  public var skipped: [(reason: String, count: Int)]
  /// Bounds that were reached, by name, and how often.
  public var limitsReached: [(limit: String, count: Int)]
  /// The connections; that of number `n` at index `n - 1`.
  public var connections: [ConnectionSummary]
  /// The exchanges; that of id `n` at index `n - 1`.
  public var exchanges: [RangeExchange]
  /// The downloads; that of id `n` at index `n - 1`.
  public var downloads: [Download]
  /// The findings; that of id `n` at index `n - 1`.
  public var findings: [Finding]
  /// For each download, by index, the id of the finding that best explains its verdict.
  public var causes: [Int?]

  /// A report of nothing.
  public init() {
    inputs = []
    skipped = []
    limitsReached = []
    connections = []
    exchanges = []
    downloads = []
    findings = []
    causes = []
  }
}

/// One input: a capture file or a live interface.
public struct InputSummary: Sendable {
  /// One interface that the input tells of.
  public struct Interface: Sendable {
    /// Its name, where the input tells it.
    public var name: String?
    /// Its link type by libpcap's name, as `EN10MB`.
    public var linkType: String
    /// The snapshot length, in bytes; 0 where none is told.
    public var snaplen: Int
    /// Packets received, where known.
    public var received: Int?
    /// Packets dropped, where known.
    public var dropped: Int?

    /// An interface from its values.
    public init(
      name: String? = nil, linkType: String, snaplen: Int, received: Int? = nil,
      dropped: Int? = nil
    ) {
      self.name = name
      self.linkType = linkType
      self.snaplen = snaplen
      self.received = received
      self.dropped = dropped
    }
  }

  /// A place where the input is cut or corrupt.
  public struct Damage: Sendable {
    /// Where, in decompressed bytes from the start; `nil` where it is not known.
    public var offset: Int?
    /// What is wrong.
    public var reason: String
    /// Bytes that could not be read; `nil` where it is not known.
    public var lost: Int?

    /// A damage from its values.
    public init(offset: Int?, reason: String, lost: Int?) {
      self.offset = offset
      self.reason = reason
      self.lost = lost
    }
  }

  /// `file` or `live`.
  public var kind = "file"
  /// The path as given; `-` for standard input.
  public var path: String
  /// `pcap` or `pcapng`.
  public var format: String
  /// `gzip`, `zstd`, `lz4`, or `nil`.
  public var compression: String?
  /// Packets read.
  public var packets = 0
  /// Bytes of packets read.
  public var bytes = 0
  /// The time of the first packet.
  public var firstTime: Timestamp?
  /// The time of the last packet.
  public var lastTime: Timestamp?
  /// Digits of a second's fraction in its times: 6 or 9.
  public var fractionDigits = 6
  /// What it was captured from.
  public var interfaces: [Interface] = []
  /// Where it is cut or corrupt.
  public var damage: [Damage] = []

  /// An input of which nothing was read yet.
  public init(path: String, format: String = "pcap") {
    self.path = path
    self.format = format
  }
}
