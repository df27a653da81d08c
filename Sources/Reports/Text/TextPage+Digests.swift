import Digests
import Phrases
import Ranges
import Transactions

/// Digests that were promised and checked.
extension TextPage {
  /// Which digests match, and which do not, each once.
  mutating func writeDigests(_ download: Download) throws {
    var told: Set<String> = []
    for id in download.transactions {
      for check in exchange(id)?.transaction.body.digests ?? [] {
        guard let isMatch = check.isMatch else { continue }
        let (algorithm, field) = (check.promised.algorithm.rawValue, check.promised.source.rawValue)
        let text = say(
          isMatch ? "\(algorithm) matches \(field)" : "\(algorithm) differs from \(field)")
        if told.insert(text).inserted { try fact("digest", text) }
      }
    }
  }
}
