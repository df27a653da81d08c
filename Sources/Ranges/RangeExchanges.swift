import HTTP
public import Transactions
public import Workers

/// The exchanges of a record, in the order in which they began: that of id `n` at index `n - 1`.
///
/// What is read of a transaction takes as much memory as the transaction. So of those that are kept in few
/// octets an exchange is made only when it is asked for.
public struct RangeExchanges: Sendable {
  /// All of them; none where some are packed.
  private let made: [RangeExchange]
  /// All of them, where some are packed.
  private let held: HeldExchanges?

  /// Exchanges that are at hand.
  public init(_ exchanges: [RangeExchange]) {
    made = exchanges
    held = nil
  }

  /// The exchanges of transactions that are numbered in order.
  public init(_ transactions: [Transaction]) {
    var memory = FieldMemory()
    self.init(transactions.map { RangeExchange($0, memory: &memory) })
  }

  /// The exchanges of all transactions of a record.
  ///
  /// - Parameters:
  ///   - finished: What readers read, each of its own connections.
  ///   - connections: Those of the record; that of number `n` at index `n - 1`.
  ///   - workers: Among whom the work is divided, one for what each of these read.
  public init(
    _ finished: consuming [FinishedTransactions], among connections: [ConnectionSummary],
    _ workers: Workers
  ) {
    let count = finished.reduce(0) { $0 + $1.count }
    let isPacked = finished.contains { $0.packedCount > 0 }
    let held =
      isPacked ? HeldExchanges(count, PackedTransactions(finished, among: connections)) : nil
    // Each is moved, so that who takes it can change what it holds.
    var rest = consume finished
    var handed: [Handed] = []
    while let last = rest.popLast() { handed.append(Handed(last)) }
    if let held {
      Self.take(handed, workers) { held.hold($1, at: $0) }
      made = []
    } else {
      made = [RangeExchange](unsafeUninitializedCapacity: count) { room, filled in
        // Each number is that of one transaction of one of them.
        nonisolated(unsafe) let room = room
        Self.take(handed, workers) { unsafe room.initializeElement(at: $0, to: $1) }
        filled = count
      }
    }
    self.held = held
  }

  /// Takes the transactions that no row tells, and makes exchanges of them, each at its index.
  private static func take(
    _ handed: [Handed], _ workers: Workers, _ body: (Int, consuming RangeExchange) -> Void
  ) {
    _ = workers.each(handed.count) { part in
      var memory = FieldMemory()
      handed[part].take { id, transaction in
        body(id - 1, RangeExchange(transaction, memory: &memory))
      }
    }
  }

  /// Reads exchanges without holding them: for who looks at all of a part once.
  struct Reader {
    private let made: [RangeExchange]
    private let held: HeldExchanges?
    private var packed: PackedTransactions.Reader?
    private var memory = FieldMemory()

    init(_ exchanges: RangeExchanges) {
      (made, held) = (exchanges.made, exchanges.held)
      packed = held.map { PackedTransactions.Reader($0.packed) }
    }

    /// That of an index.
    @inline(__always)
    mutating func read(_ index: Int) -> RangeExchange {
      guard let held else { return made[index] }
      if let exchange = held.held(index) { return exchange }
      guard let transaction = packed?.transaction(index) else {
        preconditionFailure("an exchange is at hand or packed")
      }
      return RangeExchange(transaction, memory: &memory)
    }

    /// Reads each of a part: `body` is given `nil` where `whole` has taken it from its row.
    mutating func read(
      _ range: Range<Int>, into whole: WholeExchange, _ body: (Int, RangeExchange?) -> Void
    ) {
      guard let held else {
        for index in range { body(index, made[index]) }
        return
      }
      held.packed.forEach(in: range) { index, view in
        if let view, whole.take(view, memory: &memory) {
          body(index, nil)
        } else {
          body(index, read(index))
        }
      }
    }
  }

  /// Hands what a reader read to the thread that takes it.
  private final class Handed: @unchecked Sendable {
    private var finished: FinishedTransactions

    init(_ finished: FinishedTransactions) { self.finished = finished }

    func take(_ body: (Int, consuming Transaction) -> Void) { finished.take(body) }
  }
}

/// What is seen of an exchange without making it.
public struct ExchangeGlance {
  /// Whether there is a request.
  public let hasRequest: Bool
  /// Whether the request has a Range field.
  public let hasRange: Bool
  /// Whether there is a final response.
  public let hasResponse: Bool
  /// Whether the final response is a 206.
  public let isPartial: Bool
  /// Whether the response has a Keep-Alive field.
  public let hasKeepAlive: Bool

  /// That of an exchange that is at hand.
  public init(_ exchange: RangeExchange) {
    hasRequest = exchange.hasRequest
    hasRange = exchange.request?.hasRange ?? false
    hasResponse = exchange.hasResponse
    isPartial = exchange.status == 206
    hasKeepAlive = exchange.given.hasKeepAlive
  }

  fileprivate init(_ glance: TransactionGlance) {
    hasRequest = true
    hasResponse = true
    hasRange = glance.contains(.hasRange)
    isPartial = glance.contains(.isPartial)
    hasKeepAlive = glance.contains(.hasKeepAlive)
  }
}

extension RangeExchanges {
  /// Calls `body` with what is seen of each exchange of a part at first, as long as it returns true.
  public func forEachGlance(in range: Range<Int>, _ body: (Int, ExchangeGlance) -> Bool) {
    guard let held else {
      for index in range { guard body(index, ExchangeGlance(made[index])) else { return } }
      return
    }
    held.packed.forEachGlance(in: range) { index, glance in
      body(index, glance.map { ExchangeGlance($0) } ?? ExchangeGlance(held[index]))
    }
  }
}

extension RangeExchanges: RandomAccessCollection {
  /// Goes through all of them: what is not at hand is made for this one look.
  public struct Iterator: IteratorProtocol {
    private var reader: Reader
    private var rest: Range<Int>

    fileprivate init(_ exchanges: RangeExchanges) {
      reader = Reader(exchanges)
      rest = exchanges.indices
    }

    /// The next; `nil` behind the last.
    public mutating func next() -> RangeExchange? { rest.popFirst().map { reader.read($0) } }
  }

  /// A look at all of them, in order.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// The index of the first.
  public var startIndex: Int { 0 }

  /// How many there are.
  public var endIndex: Int { held?.count ?? made.count }

  /// That of id `index + 1`.
  public subscript(index: Int) -> RangeExchange { held?[index] ?? made[index] }
}

extension RangeExchanges: ExpressibleByArrayLiteral {
  /// These exchanges.
  public init(arrayLiteral exchanges: RangeExchange...) { self.init(exchanges) }
}
