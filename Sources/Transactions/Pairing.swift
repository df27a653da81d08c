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

/// Requests of one connection that wait for their responses, in order.
struct Unanswered {
  struct Waiting {
    /// The index of the transaction.
    var transaction: Int
    /// The position in the client's direction behind the request, as far as it has come.
    var end: Int
  }

  private var waiting: [Waiting] = []
  private var head = 0
  /// Whether messages may have been lost since the last response that was paired for certain.
  var isUncertain = false

  var isEmpty: Bool { head == waiting.count }
  /// The transaction whose response comes next, if nothing was lost.
  var first: Int? { isEmpty ? nil : waiting[head].transaction }

  mutating func append(_ transaction: Int, end: Int) {
    waiting.append(Waiting(transaction: transaction, end: end))
  }

  /// The last request goes on to `end`.
  mutating func extend(to end: Int) {
    if !isEmpty { waiting[waiting.count - 1].end = end }
  }

  /// Takes the request to which a response belongs, and says which before it are passed over.
  ///
  /// Where messages may have been lost it is the earliest that the response acknowledges and whose
  /// Range admits its Content-Range. Source: RFC 9112 §9.3.2 for the order.
  ///
  /// - Parameters:
  ///   - acknowledging: how much of the client's direction the server had; -1: unknown.
  ///   - admits: whether the request of a transaction may have this response.
  /// - Returns: the transaction, `nil` where none can be told; those passed over; how sure it is.
  mutating func take(
    acknowledging: Int, admits: (Int) -> Bool
  ) -> (transaction: Int?, passed: [Int], pairing: Pairing) {
    guard isUncertain else {
      guard let first else { return (nil, [], .requestNotCaptured) }
      drop(1)
      return (first, [], .certain)
    }
    let found = waiting[head...].firstIndex { candidate in
      (acknowledging < 0 || candidate.end <= acknowledging + 1) && admits(candidate.transaction)
    }
    guard let found else { return (nil, [], .requestNotCaptured) }
    let passed = waiting[head..<found].map(\.transaction)
    let transaction = waiting[found].transaction
    drop(found + 1 - head)
    if isEmpty { isUncertain = false }
    return (transaction, passed, .inferred)
  }

  /// All that still wait, in order.
  mutating func takeAll() -> [Int] {
    defer { drop(waiting.count - head) }
    return waiting[head...].map(\.transaction)
  }

  private mutating func drop(_ count: Int) {
    head += count
    if head == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 64, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
  }
}

extension Pairing {
  /// Whether a request may have got this response, by what it asked for.
  static func admits(_ request: RequestHead, _ response: ResponseHead) -> Bool {
    let asked = request.fields.first("range").map { RangeHeader($0) }
    switch response.status {
    case 206:
      guard let given = response.fields.first("content-range").map({ ContentRange($0) }) else {
        return asked != nil
      }
      guard let asked, let positions = given.lenientPositions else { return asked != nil }
      return asked.specs.contains { spec in
        switch spec {
        case .closed(let first, let last):
          first <= positions.lowerBound && positions.lowerBound <= last
        case .open(let first): first <= positions.lowerBound
        case .suffix: true
        }
      }
    case 416: return asked != nil
    case 304:
      return request.fields.has("if-none-match") || request.fields.has("if-modified-since")
    case 412:
      return request.fields.has("if-match") || request.fields.has("if-unmodified-since")
        || request.fields.has("if-none-match")
    default: return true
    }
  }
}
