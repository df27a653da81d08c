import Bytes
import HTTP
import Transactions

extension Download {
  /// What of its gaps was never asked for, by the GETs among its exchanges.
  ///
  /// A request without a range that can be read asks for the whole.
  ///
  /// - Parameter exchanges: All exchanges of the record; that of id `n` at index `n - 1`.
  /// - Returns: The ranges, in order.
  public func neverAsked(in exchanges: RangeExchanges) -> [Range<Int>] {
    guard let gaps, let completeLength, !gaps.isEmpty else { return [] }
    // All that was asked for was brought.
    if isPlain { return gaps }
    var asked = IntervalSet()
    for id in transactions where exchanges.indices.contains(id - 1) {
      let exchange = exchanges[id - 1]
      guard exchange.isGET else { continue }
      if let spec = exchange.onlySpec {
        if let range = spec.resolve(completeLength: completeLength) { asked.insert(range) }
        continue
      }
      for range in exchange.asked(completeLength: completeLength) ?? [0..<completeLength]
      where !range.isEmpty {
        asked.insert(range)
      }
    }
    // Most gaps are what nobody asked for.
    if gaps.allSatisfy({ asked.intersectionLength(with: $0) == 0 }) { return gaps }
    return gaps.flatMap { asked.gaps(in: $0) }
  }
}
