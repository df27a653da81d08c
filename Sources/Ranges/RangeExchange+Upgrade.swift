import HTTP
import Transactions

extension RangeExchange {
  /// What the connection went over to after this exchange, by the name of it that the 101 gives.
  ///
  /// Empty where it gives none; `nil`: it did not. Source: RFC 9110 §7.8, §15.2.2.
  public var switchedTo: String? {
    guard status == 101 else { return nil }
    return transaction.responseFields?.first("upgrade") ?? ""
  }
}
