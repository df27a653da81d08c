public import Packets
import Streams

/// What a record shows while it still grows.
public struct TransactionSnapshot: Sendable {
  /// The transactions, numbered as at the end of a record; what is under way ends here.
  public var transactions: [Transaction]
  /// For each of them whether more may come.
  public var isOpen: [Bool]
  /// The connections.
  public var connections: [ConnectionSummary]
}

/// What was let go of a record that grows for long.
public struct LetGo: Sendable, Equatable {
  /// Transactions.
  public var transactions = 0
  /// The connections, counted.
  public var connectionCounts = ConnectionCounts()

  /// Connections.
  public var connections: Int { connectionCounts.all }

  /// Nothing.
  public init() {}

  /// Both.
  public static func += (both: inout LetGo, more: LetGo) {
    both.transactions += more.transactions
    both.connectionCounts += more.connectionCounts
  }
}

extension TransactionReader {
  /// How many transactions, and how many connections, are kept.
  public var kept: (transactions: Int, connections: Int) {
    (log.transactions.count, log.connections.count)
  }

  /// When the oldest connection that is kept began; `nil` where none is.
  public var oldestStart: Timestamp? { log.connections.map(\.start).min() }

  /// What is known so far, as if the record ended here; reading goes on as if nothing had been.
  ///
  /// What waits in reassembly for bytes before it is not in it, nor are heads of which a part has come.
  ///
  /// - Parameter now: The time of the capture: where an end closed a connection a second ago, no
  ///   more is expected of it.
  /// - Returns: A copy of all that is kept.
  public func snapshot(at now: Timestamp) -> TransactionSnapshot {
    var copy = self
    copy.log.holds = .max
    var open: Set<Int> = []
    for slot in copy.readers.indices {
      guard copy.readers[slot].isThere else { continue }
      var reader = copy.readers[slot].detached()
      if !reader.isOver(at: now) { reader.addOpen(to: &open) }
      reader.end(.goingOn, &copy.log)
    }
    // A head of which not all has come is nothing yet: when it is a transaction, it is told as one.
    copy.log.transactions.cut(to: log.transactions.count)
    let serials = Set(open.map { log.transactions[$0].serial })
    let (transactions, connections) = copy.finish()
    return TransactionSnapshot(
      transactions: transactions, isOpen: transactions.map { serials.contains($0.serial) },
      connections: connections)
  }

  /// Forgets transactions, and connections that are over and have none left.
  ///
  /// What still comes of a forgotten transaction is dropped.
  ///
  /// - Parameters:
  ///   - isChosen: Whether a transaction is to be forgotten, by its serial number.
  ///   - limit: Connections are forgotten that ended before this.
  /// - Returns: How many.
  public mutating func forget(
    _ isChosen: (Int) -> Bool, connectionsBefore limit: Timestamp
  ) -> LetGo {
    // Where each goes; -1: nowhere.
    var places = [Int](repeating: -1, count: log.transactions.count)
    var kept = TransactionStore()
    for index in log.transactions.indices {
      let transaction = log.transactions[index]
      if isChosen(transaction.serial) { continue }
      places[index] = kept.count
      kept.append(transaction)
    }
    var letGo = LetGo()
    letGo.transactions = log.transactions.count - kept.count
    if letGo.transactions > 0 {
      log.transactions = kept
      for slot in readers.indices { readers[slot].renumber(places) }
    }
    letGo.connectionCounts = forgetConnections(before: limit)
    return letGo
  }

  private mutating func forgetConnections(before limit: Timestamp) -> ConnectionCounts {
    var needed = Set(log.transactions.lazy.map(\.connection))
    for reader in readers where reader.isThere { needed.insert(reader.summary.id) }
    var counts = ConnectionCounts()
    log.connections.removeAll { connection in
      guard connection.end < limit, !needed.contains(connection.id) else { return false }
      counts.add(connection)
      return true
    }
    return counts
  }
}

extension ConnectionReader {
  /// Whether the server closed it, or an end reset it, long enough ago for what was late.
  func isOver(at now: Timestamp) -> Bool {
    guard let ender, ender.end == .reset || ender.side != clientSide else { return false }
    return now.since(summary.end) >= 1_000_000_000
  }

  /// A reader that goes its own way from here on.
  func detached() -> ConnectionReader {
    var copy = self
    copy.detach()
    return copy
  }

  /// Adds the indices of the transactions of which more may come.
  func addOpen(to open: inout Set<Int>) { reader?.addOpen(to: &open) }
}

extension HTTPReader {
  func addOpen(to open: inout Set<Int>) {
    if let request { open.insert(request) }
    if underWay.isThere { open.insert(underWay.transaction) }
    if let unplaced { open.insert(unplaced.before.transaction) }
    open.formUnion(unanswered.transactions)
  }

  /// Transactions have other indices; those that are at -1 are gone.
  mutating func renumber(_ places: [Int]) {
    func place(_ index: Int) -> Int? { places[index] >= 0 ? places[index] : nil }
    request = request.flatMap(place)
    if underWay.isThere {
      if let new = place(underWay.transaction) {
        underWay.transaction = new
      } else {
        response = nil
      }
    }
    if let index = unplaced?.before.transaction {
      if place(index) == nil { unplaced = nil } else { unplaced?.renumber(places) }
    }
    unanswered.renumber(places)
    lastTransaction = lastTransaction.flatMap(place)
    unframed = unframed.flatMap { old in place(old.transaction).map { ($0, old.count) } }
    orphan = orphan.flatMap { old in place(old.transaction).map { ($0, old.acknowledgement) } }
    gaps = gaps.compactMap { gap in
      place(gap.transaction).map {
        PlacedGap(stream: gap.stream, transaction: $0, offset: gap.offset)
      }
    }
    lastBodies = ShortList(
      lastBodies.compactMap { body in
        place(body.transaction).map { ($0, body.start, body.end) }
      })
  }
}
