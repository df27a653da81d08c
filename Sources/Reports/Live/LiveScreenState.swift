/// All that the view of a live capture shows: plain data.
public struct LiveScreenState: Sendable, Equatable {
  /// One download.
  public struct Row: Sendable, Equatable {
    /// The number by which it is told.
    public var number: Int
    /// Whether more of it may come.
    public var isOpen: Bool
    /// What became of it so far.
    public var verdict: String
    /// What was fetched.
    public var url: String
    /// The length of the representation; `nil` while it is not known.
    public var completeLength: Int?
    /// What came of it, half-open.
    public var covered: [Range<Int>]
    /// Of that, what was inferred only.
    public var unseen: [Range<Int>]
    /// Content bytes delivered, in all.
    public var delivered: Int
    /// Bytes in a second, of late; `nil` while it cannot be told.
    public var rate: Int?

    /// A download of which nothing has come.
    public init(number: Int, url: String) {
      self.number = number
      isOpen = true
      verdict = ""
      self.url = url
      covered = []
      unseen = []
      delivered = 0
    }
  }

  /// One finding.
  public struct Found: Sendable, Equatable {
    /// Its number.
    public var number: Int
    /// `error`, `warning` or `note`.
    public var severity: String
    /// The id of its rule.
    public var rule: String
    /// What is the matter.
    public var text: String

    /// A finding from its parts.
    public init(number: Int, severity: String, rule: String, text: String) {
      self.number = number
      self.severity = severity
      self.rule = rule
      self.text = text
    }
  }

  /// The width of the terminal, in columns.
  public var columns = 80
  /// Its height, in lines.
  public var lines = 24
  /// The interface.
  public var interface = ""
  /// How long it has been watched, in seconds.
  public var seconds = 0
  /// Packets that were read.
  public var packets = 0
  /// Bytes of packets that were read.
  public var bytes = 0
  /// Packets that the kernel's filter let through.
  public var received = 0
  /// Packets that kernel and interface lost.
  public var dropped = 0
  /// Bytes of packets in a second, of late.
  public var rate = 0
  /// Connections that are kept.
  public var connections = 0
  /// Transactions that are kept.
  public var transactions = 0
  /// Transactions and connections that were let go.
  public var letGo = 0
  /// The file that packets are written to; `nil`: none.
  public var file: String?
  /// What is the matter with the interface or the file; `nil`: nothing.
  public var trouble: String?
  /// The downloads, those under way first, then the newest.
  public var rows: [Row] = []
  /// The findings, the newest first.
  public var findings: [Found] = []
  /// How many downloads are scrolled over.
  public var scroll = 0
  /// Whether what is shown stays as it is.
  public var isPaused = false

  /// The state before anything is known.
  public init() {}
}

/// What a key does.
public enum LiveScreenKey: Sendable, Equatable {
  case up, down, pageUp, pageDown, top, pause, quit

  /// The keys in what a terminal sent.
  public static func keys(in bytes: [UInt8]) -> [LiveScreenKey] {
    var keys: [LiveScreenKey] = []
    var rest = bytes[...]
    while let first = rest.first {
      let sequence = sequences.first { rest.starts(with: $0.bytes) }
      if let sequence {
        keys.append(sequence.key)
        rest = rest.dropFirst(sequence.bytes.count)
        continue
      }
      rest = rest.dropFirst()
      switch first {
      case UInt8(ascii: "q"), UInt8(ascii: "Q"), 4: keys.append(.quit)
      case UInt8(ascii: "p"), UInt8(ascii: "P"), UInt8(ascii: " "): keys.append(.pause)
      case UInt8(ascii: "k"): keys.append(.up)
      case UInt8(ascii: "j"): keys.append(.down)
      case UInt8(ascii: "g"): keys.append(.top)
      default: break
      }
    }
    return keys
  }

  private static let sequences: [(bytes: [UInt8], key: LiveScreenKey)] = [
    (Array("\u{1B}[A".utf8), .up), (Array("\u{1B}OA".utf8), .up),
    (Array("\u{1B}[B".utf8), .down), (Array("\u{1B}OB".utf8), .down),
    (Array("\u{1B}[5~".utf8), .pageUp), (Array("\u{1B}[6~".utf8), .pageDown),
    (Array("\u{1B}[H".utf8), .top),
  ]
}
