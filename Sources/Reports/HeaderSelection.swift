/// Which header fields are kept in a report.
public enum HeaderSelection: String, CaseIterable, Sendable {
  /// All.
  case all
  /// Those that matter to ranges, caching and framing.
  case range
  /// None.
  case none

  /// Above so many transactions only the fields of ranges are kept, unless all are asked for.
  public static let transactionsWithAllFields = 100_000

  /// What is kept for a report of so many transactions when nothing was asked for.
  public static func standard(transactions: Int) -> HeaderSelection {
    transactions > transactionsWithAllFields ? .range : .all
  }

  /// Whether the field of this name is kept; it is compared without regard to case.
  public func keeps(_ name: String) -> Bool {
    switch self {
    case .all: true
    case .none: false
    case .range: Self.rangeFields.contains(name.lowercased())
    }
  }

  /// The names of the fields of ranges, in lower case.
  public static let rangeFields: Set<String> = [
    "accept-ranges", "age", "cache-control", "connection", "content-encoding", "content-length",
    "content-location", "content-range", "content-type", "date", "etag", "expires", "host",
    "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
    "keep-alive", "last-modified", "location", "range", "retry-after", "server",
    "transfer-encoding", "vary", "via",
  ]
}
