import HTTP
import Phrases

/// The header fields that matter to ranges, and what each means.
struct FieldNotes {
  let book: Phrasebook

  private static let request: [(name: String, phrase: Phrase)] = [
    ("host", .fieldHost), ("range", .fieldRange), ("if-range", .fieldIfRange),
    ("if-match", .fieldIfMatch), ("if-unmodified-since", .fieldIfUnmodifiedSince),
    ("if-none-match", .fieldIfNoneMatch), ("if-modified-since", .fieldIfModifiedSince),
    ("accept-encoding", .fieldAcceptEncoding), ("user-agent", .fieldUserAgent),
  ]

  private static let response: [(name: String, phrase: Phrase)] = [
    ("content-range", .fieldContentRange), ("content-length", .fieldContentLength),
    ("etag", .fieldETag), ("last-modified", .fieldLastModified),
    ("accept-ranges", .fieldAcceptRanges), ("content-encoding", .fieldContentEncoding),
    ("content-type", .fieldContentType), ("transfer-encoding", .fieldTransferEncoding),
    ("location", .fieldLocation), ("vary", .fieldVary), ("date", .fieldDate), ("age", .fieldAge),
    ("via", .fieldVia), ("cache-control", .fieldCacheControl), ("keep-alive", .fieldKeepAlive),
    ("server", .fieldServer), ("retry-after", .fieldRetryAfter), ("repr-digest", .fieldDigest),
    ("content-digest", .fieldDigest), ("digest", .fieldDigest), ("content-md5", .fieldDigest),
  ]

  /// All fields that there are words for, in lower case, and these.
  var all: [(name: String, note: String)] {
    (Self.request + Self.response).map { (name: $0.name, note: book($0.phrase)) }
  }

  /// What a field of a response means; `nil` where it does not matter here.
  func note(_ name: String, _ value: String, ofResponse: Bool) -> String? {
    let name = name.lowercased()
    let list = ofResponse ? Self.response : Self.request
    guard let phrase = list.first(where: { $0.name == name })?.phrase else { return nil }
    return switch phrase {
    case .fieldETag where value.hasPrefix("W/"): book(.fieldETagWeak)
    case .fieldAcceptRanges where value.lowercased() == "none": book(.fieldAcceptRangesNone)
    case .fieldContentType where value.lowercased().hasPrefix("multipart/byteranges"):
      book(.fieldContentTypeParts)
    default: book(phrase)
    }
  }

  /// The fields of a message that a lesson needs, in the order sent.
  ///
  /// Of those that matter little only what `wanted` names, in lower case, is told.
  func told(
    _ fields: HeaderFields, ofResponse: Bool, wanted: Set<String>
  ) -> [WalkthroughStep.Field] {
    var result: [WalkthroughStep.Field] = []
    for index in 0..<fields.count where result.count < Self.most {
      let name = fields.name(at: index)
      guard wanted.contains(name.lowercased()) else { continue }
      let value = fields.value(at: index)
      guard let note = note(name, value, ofResponse: ofResponse) else { continue }
      result.append(WalkthroughStep.Field(name: name, value: value, note: note))
    }
    return result
  }

  /// No message repeats fields so often for a reason.
  private static let most = 20
}
