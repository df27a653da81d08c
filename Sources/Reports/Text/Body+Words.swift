import Phrases
import Transactions

extension Body {
  /// How it came to its end, in the words of JSON; of what was sent, but is not in the capture, in its
  /// own.
  var endWords: Statement { isFramed ? "not captured" : Statement(words: end.rawValue) }
}
