import Phrases
import Ranges

/// A sentence, with a blank before it, on what the tags of two responses encode and where these
/// differ; nothing where they cannot be read.
func tagDifference(_ a: RangeExchange, _ b: RangeExchange) -> Statement {
  guard let first = a.tagReading, let second = b.tagReading,
    let difference = second.difference(from: first)
  else { return "" }
  return " \(difference)."
}
