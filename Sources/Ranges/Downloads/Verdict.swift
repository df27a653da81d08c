/// What became of a download, in one word.
public enum Verdict: String, Sendable, CaseIterable {
  /// Every byte was delivered, of one version or of several that are taken for one file.
  case complete
  /// Complete, but a resume fell back to byte 0.
  case restarted
  /// Bytes of more than one version were delivered and the client went on as if they were one.
  case mixed
  /// A body ended short and its bytes never came later.
  case incomplete
  /// All that was asked for arrived, and the rest was never asked for.
  case partial
  /// No content was delivered: 4xx, 5xx.
  case refused
  /// Only 304.
  case unmodified
  /// Only 3xx that nothing followed.
  case redirected
  /// Only HEAD.
  case probed
  /// No response in the capture.
  case unanswered
  /// The complete length never appeared where it is needed to tell, the answers carry no content (204,
  /// 101), or the capture misses too much.
  case unknown
}
