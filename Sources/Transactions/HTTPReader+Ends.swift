import Digests
import HTTP

/// Responses end, and what comes behind them.
extension HTTPReader {
  /// The response under way is over; its transaction gets what is known of its content.
  mutating func finishResponse(
    _ end: BodyEnd, _ streamEnd: Int, _ log: inout TransactionLog
  ) {
    lastEnd = end == .complete ? streamEnd : nil
    settleUnframed(&log)
    if isInterim {
      isInterim = false
      return
    }
    guard underWay.isThere else { return }
    let index = underWay.transaction
    underWay.transaction = -1
    underWay.body.end = end == .complete && !underWay.hasContent ? .none : end
    if underWay.body.end == .complete, !underWay.body.missing.isEmpty {
      underWay.body.end = .captureEnded
      underWay.body.isFramed = true
    }
    if !responses.problems.isEmpty {
      underWay.body.problems += responses.problems
      responses.problems = []
    }
    underWay.body.fingerprint?.settle()
    if underWay.body.fingerprint?.isEmpty == true { underWay.body.fingerprint = nil }
    if let readers = underWay.readers.take() { note(readers) }
    lastTransaction = index
    if underWay.body.extent > 0 { keepBody((index, underWay.streamStart, streamEnd)) }
    if underWay.body.end == .desync, responses.isSearching { unframed = (index, 0) }
    note(log.own(index))
    // Nobody here refers to it any more: what others have too is copied before it becomes a row.
    if request != index { log.settle(index) }
  }

  /// What is known of the response that is over.
  @inline(__always)
  private mutating func note(_ held: HeldTransaction) {
    held.response?.frames = underWay.frames
    held.response?.note(underWay)
    if underWay.last > held.end { held.end = underWay.last }
    held.body = Body()
    swap(&held.body, &underWay.body)
  }

  /// What was found in the content that is over.
  private mutating func note(_ readers: ContentReaders) {
    if let digests = readers.digests {
      underWay.body.digests = digests.checks(isComplete: underWay.body.end == .complete)
    }
    if let multipart = readers.multipart {
      underWay.body.multipart = multipart.body(isComplete: underWay.body.end == .complete)
    }
  }

  /// Remembers where a content stands until the client is seen to have it.
  private mutating func keepBody(_ body: (transaction: Int, start: Int, end: Int)) {
    let acknowledged = requestStart?.acknowledging ?? -1
    lastBodies.removeAll { $0.end <= acknowledged }
    if lastBodies.count == Self.bodiesKept { lastBodies.removeFirst() }
    lastBodies.append(body)
  }

  /// Bytes came behind the place where the framing of a response was lost.
  mutating func noteUnframed(_ count: Int) { unframed?.count += count }

  /// Bytes behind a response begin no other.
  mutating func noteExcess(
    _ count: Int, _ acknowledging: Int, _ log: inout TransactionLog
  ) {
    lastEnd = nil
    guard let lastTransaction else {
      // The server's direction does not begin with a response: its beginning is not there.
      loseResponses(acknowledging)
      return
    }
    var problems = log.transactions[lastTransaction].body.problems
    if case .excess(let before)? = problems.last {
      problems[problems.count - 1] = .excess(count: before + count)
    } else {
      problems.append(.excess(count: count))
    }
    log.transactions[lastTransaction].body.problems = problems
  }
}
