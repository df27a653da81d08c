import HTTP

/// What is known of a transaction of a request and a response at a glance.
public struct TransactionGlance: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// Of these bits.
  @inlinable @inline(__always)
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The request has a Range field.
  public static let hasRange = TransactionGlance(rawValue: 1)
  /// The status is 206.
  public static let isPartial = TransactionGlance(rawValue: 2)
  /// The response has a Keep-Alive field.
  public static let hasKeepAlive = TransactionGlance(rawValue: 4)

  /// That of these heads.
  @inline(__always)
  init(_ request: borrowing RequestHead, _ response: borrowing ResponseHead) {
    self = response.status == 206 ? .isPartial : []
    if request.fields.exemplar.known.has(.range) { insert(.hasRange) }
    if response.fields.exemplar.known.has(.keepAlive) { insert(.hasKeepAlive) }
  }
}
