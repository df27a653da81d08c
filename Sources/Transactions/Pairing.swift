import HTTP

/// How a response was brought together with its request.
public enum Pairing: Equatable, Sendable {
  /// By order, with nothing lost between them.
  case certain
  /// By acknowledgement and range, because bytes outside a body were not captured.
  case inferred
  /// The response, if there was one, lies in bytes that were not captured.
  case responseNotCaptured
  /// The request lies in bytes that were not captured, or cannot be told from others.
  case requestNotCaptured
}

/// How well a request and a response go together, by what was asked for and what was given.
enum Fit: Comparable {
  /// The request cannot have got this response.
  case no
  /// It may have, of a server that gives what was not asked for.
  case unlikely
  /// It may have.
  case possible
  /// What was given begins where what was asked for does.
  case exact
}

extension Pairing {
  /// How well a request goes together with a response, by what it asked for.
  ///
  /// Fields that were not seen may have been there.
  static func fit(_ request: RequestHead, _ response: ResponseHead) -> Fit {
    let isWhole = request.completeness == .complete
    func needs(_ isThere: Bool) -> Fit { isThere || !isWhole ? .possible : .no }
    switch response.status {
    case 206:
      guard let value = request.fields.first("range") else { return isWhole ? .no : .possible }
      guard let given = response.fields.first("content-range"),
        let first = ContentRange(given).lenientPositions?.lowerBound
      else { return .possible }
      let specs = RangeHeader(value).specs
      let best = specs.map { fit($0, first) }.max() ?? .no
      // A range alone is given from its beginning.
      return specs.count == 1 && specs[0].firstPosition != nil && best == .possible
        ? .unlikely : best
    case 416:
      return needs(request.fields.has("range"))
    case 304:
      return needs(
        request.fields.has("if-none-match") || request.fields.has("if-modified-since"))
    case 412:
      return needs(
        request.fields.has("if-match") || request.fields.has("if-unmodified-since")
          || request.fields.has("if-none-match"))
    default:
      return .possible
    }
  }

  private static func fit(_ asked: RangeSpec, _ first: Int) -> Fit {
    switch asked {
    case .closed(first, _), .open(first): .exact
    case .closed(let start, let last): start <= first && first <= last ? .possible : .no
    case .open(let start): start <= first ? .possible : .no
    case .suffix: .possible
    }
  }
}
