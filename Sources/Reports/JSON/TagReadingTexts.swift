import Phrases
import Ranges

/// What tags appear to hold, in words, remembered: many clients fetch the same few files.
struct TagReadingTexts {
  private struct Key: Hashable {
    var etag: String
    var lastModified: String?
    var server: String?
    var length: Int?
  }

  private var known: [Key: String?] = [:]

  /// How many are remembered before all are forgotten.
  private static let limit = 4096

  /// The words; `nil` where a version has no tag of a known form.
  mutating func text(of version: Version) -> String? {
    guard let etag = version.etag else { return version.tagReading?.text.description }
    let key = Key(
      etag: etag, lastModified: version.lastModified, server: version.server,
      length: version.completeLength)
    if let text = known[key] { return text }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    let text = version.tagReading?.text.description
    known[key] = .some(text)
    return text
  }
}
