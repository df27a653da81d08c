import Bytes
import HTTP
import Transactions

extension Download {
  /// What of its gaps was never asked for, by the GETs among `exchanges`.
  ///
  /// A request without a range that can be read asks for the whole.
  public func neverAsked(_ exchanges: [RangeExchange]) -> [Range<Int>] {
    guard let gaps, let completeLength, !gaps.isEmpty else { return [] }
    var asked = IntervalSet()
    for exchange in exchanges where exchange.isGET {
      for range in exchange.asked(completeLength: completeLength) ?? [0..<completeLength]
      where !range.isEmpty {
        asked.insert(range)
      }
    }
    return gaps.flatMap { asked.gaps(in: $0) }
  }
}
