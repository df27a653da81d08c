import HTTP

/// Short answers that stand in the place of a file: an error page, a login form, a message in JSON,
/// with status 200.
public enum StandIn {
  /// From how many bytes on, and from how many percent of the length before, an answer of another
  /// type is taken for a file.
  public static let (bytes, percent) = (64 * 1024, 10)

  /// The ids of the exchanges of a download that brought one instead of what a resume asked for.
  ///
  /// Such an answer has a range to answer that begins behind byte 0, no validator, another
  /// Content-Type than the content before it, and is short. Whatever else it may be, it is no version
  /// of the file.
  ///
  /// - Parameters:
  ///   - exchanges: Those of the record.
  ///   - group: The indices of those of the download, in order.
  /// - Returns: the ids.
  static func ids(_ exchanges: RangeExchanges, _ group: ExchangeGroups.Members) -> Set<Int> {
    var found: Set<Int> = []
    var before: RangeExchange?
    for index in group where exchanges[index].isContent && !exchanges[index].parts.isEmpty {
      let exchange = exchanges[index]
      if let before, isOne(exchange, insteadOf: before) {
        found.insert(exchange.id)
      } else {
        before = exchange
      }
    }
    return found
  }

  private static func isOne(_ exchange: RangeExchange, insteadOf before: RangeExchange) -> Bool {
    guard exchange.status == 200, let length = exchange.completeLength, length < bytes,
      let known = before.completeLength, length < known / 100 * percent,
      let first = exchange.request?.firstPosition(), first > 0,
      let response = exchange.response, response.isComplete, !response.hasValidator,
      let type = response.contentType.flatMap({ MediaType($0) }),
      let other = before.response, !other.isByteRanges,
      let old = other.contentType.flatMap({ MediaType($0) })
    else { return false }
    return type.essence != old.essence && exchange.partLabelledFull == nil
  }
}
