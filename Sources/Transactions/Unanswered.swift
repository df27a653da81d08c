/// Requests of one connection that wait for their responses, in order.
///
/// Pure. Positions are those of the client's direction unless another is named.
struct Unanswered {
  struct Waiting {
    /// The index of the transaction.
    var transaction: Int
    /// The positions of the request's first byte and behind it, as far as it has come.
    var start: Int
    var end: Int
    /// What the client had of the server's direction when it asked: how much, -1: unknown; and the
    /// acknowledgement number, as on the wire.
    var acknowledging: Int
    var acknowledgement: UInt32
    /// Whether bytes of the client that were not captured lie between it and the one before.
    var isAfterHole: Bool
  }

  /// What was found for a response.
  struct Taken {
    /// The transaction of its request; `nil` where none can be told.
    var transaction: Int?
    /// Those whose responses must have come before and were not captured.
    var passed: [Int] = []
    var pairing = Pairing.requestNotCaptured
    /// Whether no other request was sent between this one and that of the response before.
    var isNext = false
  }

  private var waiting = ShortList<Waiting>()
  private var head = 0
  /// Whether bytes of the client were not captured since the last request.
  private var hasHole = false
  /// The acknowledgement number of the first request.
  var firstAcknowledgement: UInt32? { isEmpty ? nil : waiting[head].acknowledgement }
  /// Requests that end here or before may have got a response that was not captured.
  private var exposed = -1
  /// Whether messages may have been lost since the last response that was paired for certain.
  var isUncertain = false
  /// Whether the request of the response before is known, so that the first here comes next.
  private var isAligned = true
  /// Whether requests may have been sent before the capture began, none of whose responses is known.
  private var isBeginningUnknown = false
  /// The position behind the request that was taken last.
  private(set) var lastTakenEnd = -1

  /// How many requests are looked at for one response.
  static let scanned = 64

  var isEmpty: Bool { head == waiting.count }
  /// The transaction whose response comes next, if nothing was lost.
  var first: Int? { isEmpty ? nil : waiting[head].transaction }

  /// A request was sent; `start` says where, and what its sender had received.
  mutating func append(_ transaction: Int, _ start: HTTPReader.MessageStart?, end: Int) {
    waiting.append(
      Waiting(
        transaction: transaction, start: start?.position ?? end, end: end,
        acknowledging: start?.acknowledging ?? -1, acknowledgement: start?.acknowledgement ?? 0,
        isAfterHole: hasHole))
    if hasHole { isUncertain = true }
    hasHole = false
  }

  /// The request of a transaction goes on to `end`.
  mutating func extend(_ transaction: Int, to end: Int) {
    guard let last = waiting.last, last.transaction == transaction else { return }
    waiting[waiting.count - 1].end = end
  }

  /// What the client sent first is not in the capture.
  mutating func missBeginning() {
    isUncertain = true
    isAligned = false
    isBeginningUnknown = true
  }

  /// Bytes of the client were not captured: there may have been requests.
  mutating func noteHole() { hasHole = true }

  /// Bytes of the server were not read: there may have been responses.
  ///
  /// - Parameter acknowledging: How much it had of the client when it sent them; -1: unknown.
  mutating func expose(_ acknowledging: Int) {
    exposed = max(exposed, acknowledging < 0 ? waiting.last?.end ?? -1 : acknowledging)
  }

  /// Takes the request that waits first, where no message can have been lost.
  mutating func takeNext() -> Int? {
    guard !isUncertain, head < waiting.count else { return nil }
    let next = waiting[head].transaction
    isAligned = true
    drop(1)
    return next
  }

  /// Takes the request to which a response belongs, and says which before it are passed over.
  ///
  /// Where messages may have been lost it is, of those that the response acknowledges and whose
  /// Range admits its Content-Range, the one that was sent when the client had all before the
  /// response; else the only one. Where more than one may be, none is told. Source: RFC 9112 §9.3.2
  /// for the order.
  ///
  /// - Parameters:
  ///   - start: Where the response begins, and what the server had received.
  ///   - received: What it had received when it sent what comes before; -1: unknown.
  ///   - follows: Whether nothing lies between it and the response before.
  ///   - fit: How well the request of a transaction goes together with this response.
  /// - Returns: the request, if one can be told.
  mutating func take(
    _ start: HTTPReader.MessageStart, after received: Int, follows: Bool, fit: (Int) -> Fit
  ) -> Taken {
    if !isUncertain {
      isAligned = true
      guard let next = takeNext() else { return Taken() }
      return Taken(transaction: next, pairing: .certain, isNext: true)
    }
    if follows, isAligned, !isEmpty, !waiting[head].isAfterHole,
      fit(waiting[head].transaction) != .no
    {
      return take(at: head, .certain)
    }
    isAligned = false
    var best: (index: Int, fit: Fit)?
    var isAmbiguous = false
    // Whether requests that were not captured may stand before the candidate.
    var isAfterHole = false
    for index in waiting.indices[head...].prefix(Self.scanned) {
      let candidate = waiting[index]
      if start.acknowledging >= 0, candidate.end > start.acknowledging + 1 { break }
      // It was sent when the client had got what comes behind this response.
      if candidate.acknowledging > start.position { break }
      isAfterHole = isAfterHole || candidate.isAfterHole
      let fits = fit(candidate.transaction)
      if fits == .no { continue }
      // What was not captured before it has had its response, if something of the server lies
      // between. One that was sent after it, but before it came, shows that requests do not wait for
      // responses; then others may have been before it.
      let isAlone = !isBeginningUnknown || start.acknowledging <= candidate.end + 1
      if candidate.acknowledgement == start.sequence,
        fits == .exact || (isAlone && (!isAfterHole || !follows || received >= candidate.start))
      {
        // The server sent this response next after the client sent this request.
        return take(at: index, .inferred)
      }
      if fits < .possible || (isAfterHole && fits != .exact) { continue }
      if let known = best, fits <= known.fit {
        if fits == known.fit { isAmbiguous = true }
      } else {
        best = (index, fits)
        isAmbiguous = false
      }
    }
    guard let best, !isAmbiguous else { return Taken() }
    // A request that was not captured may be behind it.
    let isHoleBehind =
      best.index + 1 < waiting.count ? waiting[best.index + 1].isAfterHole : hasHole
    let isLast =
      start.acknowledging >= 0 && start.acknowledging <= waiting[best.index].end + 1
    guard best.fit == .exact || !isHoleBehind || isLast else { return Taken() }
    return take(at: best.index, .inferred)
  }

  private mutating func take(at index: Int, _ pairing: Pairing) -> Taken {
    let taken = Taken(
      transaction: waiting[index].transaction,
      passed: index == head ? [] : waiting[head..<index].map(\.transaction), pairing: pairing,
      isNext: index == head && !waiting[index].isAfterHole)
    isAligned = true
    isBeginningUnknown = false
    drop(index + 1 - head)
    if isEmpty, !hasHole { isUncertain = false }
    return taken
  }

  /// Takes all that still wait; returns those whose responses may be in what was not captured.
  mutating func takeUnanswered(sawServer: Bool) -> [Int] {
    defer { drop(waiting.count - head) }
    return waiting[head...].filter { !sawServer || $0.end <= exposed + 1 }.map(\.transaction)
  }

  /// The bytes of memory that it takes besides its value.
  var footprint: Int { waiting.count * MemoryLayout<Waiting>.stride }

  /// The transactions that wait.
  var transactions: [Int] { waiting[head...].map(\.transaction) }

  /// Transactions have other indices; those at -1 are gone.
  mutating func renumber(_ places: [Int]) {
    waiting.removeFirst(head)
    head = 0
    waiting.removeAll { places[$0.transaction] < 0 }
    for index in waiting.indices {
      waiting[index].transaction = places[waiting[index].transaction]
    }
  }

  private mutating func drop(_ count: Int) {
    guard count > 0 else { return }
    head += count
    lastTakenEnd = waiting[head - 1].end
    if head == waiting.count {
      // What a burst needed is given back.
      waiting.removeAll(keepingCapacity: waiting.count <= 64)
      head = 0
    } else if head > 64, head * 2 > waiting.count {
      waiting.removeFirst(head)
      head = 0
    }
  }
}
