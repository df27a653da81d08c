public import Packets

/// One client fetching one resource.
///
/// Positions are bytes of the representation, half-open.
public struct Download: Sendable {
  /// Its number, from 1.
  public var id: Int
  /// Who fetched it.
  public var client: IPAddress
  /// The address of the first content delivered.
  public var url: String
  /// Other addresses of the same resource.
  public var aliases: [String]
  /// Who served it, in the order of their first answers.
  public var servers: [Endpoint]
  /// The length of the representation; `nil`: never told.
  public var completeLength: Int?
  /// Each distinct representation, oldest first.
  public var versions: [Version]
  /// What was delivered of the version that the client ended with.
  public var covered: [Range<Int>]
  /// What of that version is missing; `nil` while its length is unknown.
  public var gaps: [Range<Int>]?
  /// Of `covered`, what was inferred from acknowledgements only.
  public var unseen: [Range<Int>]
  /// Content bytes delivered, in all.
  public var deliveredBytes: Int
  /// Bytes delivered more than once, or to a version thrown away.
  public var redundantBytes: Int
  /// What became of it.
  public var verdict: Verdict
  /// The ids of its transactions, in the order in which they began.
  public var transactions: [Int]
}

/// One representation of a resource: validator, length and content coding.
public struct Version: Sendable, Equatable {
  /// Its entity tag as sent, weak or strong; `nil` where none was.
  public var etag: String?
  /// Its Last-Modified as sent; `nil` where none was.
  public var lastModified: String?
  /// Its content coding; `nil` for identity.
  public var contentEncoding: String?
  /// Its length; `nil` where it was not told.
  public var completeLength: Int?
  /// What was delivered of it.
  public var covered: [Range<Int>]
  /// The ids of the transactions that delivered it.
  public var transactions: [Int]
}
