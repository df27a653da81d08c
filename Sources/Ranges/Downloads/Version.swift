import HTTP

/// One representation of a resource: validator, length and content coding.
///
/// Its texts are those of the heads that told them, of which they are made when they are asked for.
public struct Version: Sendable, Equatable {
  private var tag = Text.none
  private var date = Text.none
  private var software = Text.none
  /// Its content coding; `nil` for identity.
  public var contentEncoding: String?
  /// Its length; `nil` where it was not told.
  public var completeLength: Int?
  /// What was delivered of it.
  public var covered: [Range<Int>] = []
  /// The ids of the transactions that delivered it.
  public var transactions: [Int] = []

  /// A text, or the response that holds it, in a word: there may be as many versions as exchanges.
  private enum Text: Sendable {
    case none
    case own(OwnText)
    case told(RangeResponse)

    init(_ text: String?) { self = text.map { .own(OwnText($0)) } ?? .none }
  }

  private final class OwnText: Sendable {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// A version of which nothing is known.
  public init() {}

  /// Its entity tag as sent, weak or strong; `nil` where none was.
  public var etag: String? {
    get { Self.text(tag, \.etagText) }
    set { tag = Text(newValue) }
  }

  /// Its Last-Modified as sent; `nil` where none was.
  public var lastModified: String? {
    get { Self.text(date, \.lastModifiedText) }
    set { date = Text(newValue) }
  }

  /// The Server field that came with it first.
  public var server: String? {
    get { Self.text(software, \.server) }
    set { software = Text(newValue) }
  }

  /// Takes the entity tag of a response.
  mutating func takeTag(of response: RangeResponse) { tag = .told(response) }

  /// Takes the Last-Modified of a response.
  mutating func takeDate(of response: RangeResponse) { date = .told(response) }

  /// Takes the Server field of a response.
  mutating func takeServer(of response: RangeResponse) { software = .told(response) }

  private static func text(_ text: Text, _ field: (RangeResponse) -> String?) -> String? {
    switch text {
    case .none: nil
    case .own(let own): own.text
    case .told(let response): field(response)
    }
  }

  /// Whether both are told alike.
  public static func == (a: Version, b: Version) -> Bool {
    a.etag == b.etag && a.lastModified == b.lastModified && a.server == b.server
      && a.contentEncoding == b.contentEncoding && a.completeLength == b.completeLength
      && a.covered == b.covered && a.transactions == b.transactions
  }
}
