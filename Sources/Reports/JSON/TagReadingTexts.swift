import Bytes
import Phrases
import Ranges

/// What tags appear to hold, in words, remembered: many clients fetch the same few files.
struct TagReadingTexts {
  private struct Key: Hashable {
    var etag: String
    var lastModified: String?
    var server: String?
    var length: Int?

    func hash(into hasher: inout Hasher) {
      hasher.combine(OctetHash.of(etag) ^ (lastModified.map { OctetHash.of($0) } ?? 0))
      hasher.combine(length)
    }
  }

  private var known: [Key: String?] = [:]

  /// How many are remembered before all are forgotten.
  private static let limit = 4096

  /// The words; `nil` where a version has no tag of a known form.
  ///
  /// - Parameters:
  ///   - version: The version.
  ///   - etag: Its entity tag.
  ///   - lastModified: Its Last-Modified.
  /// - Returns: The words.
  mutating func text(of version: Version, etag: String?, lastModified: String?) -> String? {
    guard let etag else { return version.tagReading?.text.description }
    let key = Key(
      etag: etag, lastModified: lastModified, server: version.server,
      length: version.completeLength)
    if let text = known[key] { return text }
    if known.count >= Self.limit { known.removeAll(keepingCapacity: true) }
    let text = version.tagReading?.text.description
    known[key] = .some(text)
    return text
  }
}
