public import Phrases
public import Workers

/// What the reader of a report wishes: the same for every format, each taking what concerns it.
public struct ReportOptions: Sendable {
  /// Whether text is coloured by ANSI sequences.
  public var color = false
  /// The width of text, in columns.
  public var width = 100
  /// Whether characters outside ASCII may be written as text; JSON is always UTF-8.
  public var unicode = true
  /// Whether text holds no more than the verdicts and the findings above notes.
  public var quiet = false
  /// How many downloads text describes, those with the gravest findings; `nil`: all.
  public var downloadsShown: Int?
  /// In which language text, markdown and a page are written.
  ///
  /// Forms for programs (JSON, NDJSON, CSV, HAR, tables of a database) are the same in every language.
  public var language = Language.en
  /// Which header fields are written; `nil`: all, or those of ranges when there are very many
  /// transactions.
  public var headers: HeaderSelection?
  /// Whether secrets are written as they are.
  public var showSecrets = false
  /// What the hashes of redacted secrets are keyed with: drawn anew for each run.
  public var salt = Salt(0, 0)
  /// Who writes JSON; no byte depends on it.
  public var workers = Workers.one

  /// The options of a report that nobody said anything about.
  public init() {}
}

/// A key of 128 bits.
public struct Salt: Sendable, Equatable {
  /// The first half.
  public var first: UInt64
  /// The second half.
  public var second: UInt64

  /// A key from its halves.
  public init(_ first: UInt64, _ second: UInt64) {
    self.first = first
    self.second = second
  }

  /// A key that nobody can know.
  public static func random() -> Salt {
    Salt(.random(in: .min ... .max), .random(in: .min ... .max))
  }
}
