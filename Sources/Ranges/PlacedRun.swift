import Transactions

/// A run of a content, and where it belongs in the representation.
public struct PlacedRun: Hashable, Sendable {
  /// Bytes of the content, half-open.
  public var content: Range<Int>
  /// The position of the first of them in the representation.
  public var position: Int

  /// A run from its values.
  public init(content: Range<Int>, position: Int) {
    self.content = content
    self.position = position
  }

  /// Where it stands in the representation, half-open.
  public var positions: Range<Int> {
    let (end, isTooLarge) = position.addingReportingOverflow(content.count)
    return position..<(isTooLarge ? .max : end)
  }
}

extension RangeExchange {
  /// The runs of its content that have a place in the representation, in the order of the content.
  ///
  /// Whether their bytes came, `parts` tells.
  public var placedRuns: [PlacedRun] {
    guard let response else { return [] }
    return Placement(
      response.values, body: transaction.body, isGET: request.map(\.isGET) ?? true,
      isHEAD: request?.method == "HEAD"
    ).pieces.map { PlacedRun(content: $0.content, position: $0.position) }
  }
}
