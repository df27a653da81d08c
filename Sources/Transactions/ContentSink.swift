/// Who takes the content of responses as it passes, as it was sent but for its transfer coding.
public protocol ContentSink: AnyObject {
  /// Whether the content of a transaction is wanted.
  ///
  /// - Parameter transaction: The transaction's `serial` less 1, which is known before its `id`.
  /// - Returns: whether `receive` is to be called for it.
  func wants(_ transaction: Int) -> Bool

  /// Takes bytes of a content that is wanted.
  ///
  /// Each byte is given at most once, and in order but for what was captured late.
  ///
  /// - Parameters:
  ///   - bytes: The bytes, lent for the call.
  ///   - transaction: The transaction's `serial` less 1.
  ///   - offset: Where the first of them stands in the content, in bytes.
  func receive(_ bytes: RawSpan, of transaction: Int, at offset: Int)
}
