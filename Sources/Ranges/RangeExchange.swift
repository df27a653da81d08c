public import Transactions

/// One transaction seen as a range exchange: what was asked, what was given, and what of the
/// representation its content brought.
///
/// Positions are bytes of the selected representation, half-open. Source: RFC 9110 §14, §15.3.7.
public struct RangeExchange: Sendable {
  /// The transaction.
  public var transaction: Transaction
  /// The address of what was asked for: scheme, lower-case Host without a default port, target.
  public var url: String
  /// What the body delivered of the representation: one range a part, split where bytes are missing.
  public var parts: [Range<Int>]
  /// Of `parts`, what was inferred from acknowledgements only.
  public var unseen: [Range<Int>]
  /// The length of the whole representation, as this response tells it; `nil` where it does not.
  public var completeLength: Int?
}
