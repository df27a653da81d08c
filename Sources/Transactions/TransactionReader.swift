import HTTP
public import Packets
public import Streams

/// Reads what connections carry into transactions: the consumer of the streams.
///
/// It keeps, for what is open, a parser for each direction, and, of what is over, the transactions.
public struct TransactionReader: StreamConsumer {
  var readers: ContiguousArray<ConnectionReader> = []
  var log = TransactionLog()

  /// A reader of no connection.
  ///
  /// - Parameters:
  ///   - comparesContent: Whether contents get fingerprints, by which they can be compared.
  ///   - sink: Who takes the content of responses.
  ///   - holds: How many transactions are held as they are; what is known of further ones is kept in few
  ///     octets once no more of it is expected: that takes a fifth of the memory, and time where
  ///     somebody looks again.
  public init(
    comparesContent: Bool = true, sink: (any ContentSink)? = nil, holds: Int = .max
  ) {
    readers.reserveCapacity(StreamLimits.connectionsWithRoom)
    log.comparesContent = comparesContent
    log.sink = sink
    log.holds = holds
  }

  /// A connection begins.
  public mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    while readers.count < slot { readers.append(.none) }
    let reader = ConnectionReader(start)
    log.connections.append(reader.summary)
    if slot == readers.count { readers.append(reader) } else { readers[slot] = reader }
  }

  /// Bytes arrive in order.
  public mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {
    readers[slot].receive(bytes, data, &log)
  }

  /// Bytes arrive in order in several packets.
  public mutating func receive(_ row: Span<PlacedData>, _ block: RawSpan, input: Int) {
    Self.receive(row, block, input, &readers, &log)
  }

  // As a subscript calls for each packet what the buffer itself does not.
  private static func receive(
    _ row: Span<PlacedData>, _ block: RawSpan, _ input: Int,
    _ readers: inout ContiguousArray<ConnectionReader>, _ log: inout TransactionLog
  ) {
    readers.withUnsafeMutableBufferPointer { readers in
      for place in row.indices {
        let data = row[unchecked: place]
        precondition(data.slot < readers.count)
        if !readers[data.slot].pass(data, block, input: input) {
          readers[data.slot].receive(
            block.extracting(data.range), StreamData(data, input: input), &log)
        }
      }
    }
  }

  /// Bytes are passed over.
  public mutating func pass(_ slot: Int, _ gap: StreamGap) {
    readers[slot].pass(gap, &log)
  }

  /// Bytes that were passed over came after all.
  public mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {
    readers[slot].fill(side, range, frame, &log)
  }

  /// The bytes of what came after all.
  public mutating func supply(_ slot: Int, _ side: Side, _ bytes: RawSpan, at offset: Int) {
    if let sink = log.sink { readers[slot].supply(side, bytes, at: offset, to: sink) }
  }

  /// A retransmission carried other bytes than the first copy.
  public mutating func conflict(
    _ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame
  ) {
    readers[slot].noteConflict(frame)
  }

  /// A direction is over.
  public mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {
    readers[slot].close(side, end, frame, &log)
  }

  /// A connection is let go.
  public mutating func end(_ slot: Int, _ ending: ConnectionEnding) {
    readers[slot].end(ending, &log)
    readers[slot] = .none
  }

  /// All transactions, in the order in which they began and numbered in it, and all connections.
  ///
  /// To be called once, when every connection was let go.
  public mutating func finish() -> (
    transactions: [Transaction], connections: [ConnectionSummary]
  ) {
    let (store, connections) = finishReading()
    var transactions = store.beginnings.map { store[$0.index] }
    for index in transactions.indices {
      transactions[index].takePlace(index + 1, among: connections)
    }
    return (transactions, connections)
  }

  /// The same, with the transactions still where they were read to, and without their numbers in
  /// the order in which they began.
  public mutating func finishReading() -> (
    transactions: TransactionStore, connections: [ConnectionSummary]
  ) {
    log.numberConnections()
    let connections = log.connections
    var transactions = TransactionStore()
    swap(&transactions, &log.transactions)
    log = TransactionLog()
    return (transactions, connections)
  }
}

extension Transaction {
  /// Takes its number in the order in which all began, and what its connection tells of it.
  ///
  /// - Parameters:
  ///   - id: Its number, from 1.
  ///   - connections: That of number `n` at index `n - 1`.
  public mutating func takePlace(_ id: Int, among connections: [ConnectionSummary]) {
    self.id = id
    settleStall(hasClient: connections[connection - 1].sides.client)
  }

  /// Without the packets of the client nothing is known of its window.
  @inline(__always)
  mutating func settleStall(hasClient: Bool) {
    if isHeldUpBySender, !hasClient { response?.longestStallCause = .unknown }
  }
}

/// What the readers of all connections write into.
struct TransactionLog {
  var transactions = TransactionStore()
  /// How many transactions are held as they are; further ones are told by rows once no more of them is
  /// expected.
  var holds = Int.max
  /// That of number `n` at index `n - 1`.
  var connections: [ConnectionSummary] = []
  /// What heads have in common.
  var tables = HeadTables()
  /// Whether contents get fingerprints.
  var comparesContent = true
  /// Who takes the content of responses; `nil` where nobody does.
  var sink: (any ContentSink)?
  /// Transactions that were ever appended.
  private(set) var appended = 0

  /// Takes a transaction that begins; returns its index.
  mutating func append(_ transaction: consuming Transaction) -> Int {
    appended += 1
    transaction.serial = appended
    transactions.append(transaction)
    return transactions.count - 1
  }

  /// Takes a transaction that begins with its request; returns its index.
  @inline(__always)
  mutating func append(
    connection: Int, ends: HeldTransaction.Ends, request: consuming Request
  ) -> Int {
    appended += 1
    transactions.append(
      connection: connection, ends: ends, request: consume request, serial: appended)
    return transactions.count - 1
  }

  /// The index of a connection's summary, as some may have been forgotten.
  func index(ofConnection number: Int) -> Int? {
    if connections.indices.contains(number - 1), connections[number - 1].id == number {
      return number - 1
    }
    var low = 0
    var high = connections.count
    while low < high {
      let middle = (low + high) / 2
      if connections[middle].id < number { low = middle + 1 } else { high = middle }
    }
    return low < connections.count && connections[low].id == number ? low : nil
  }

  /// A connection is over.
  mutating func update(_ summary: ConnectionSummary) {
    if let index = index(ofConnection: summary.id) { connections[index] = summary }
  }

  /// Numbers the connections that are left from 1 on, in their order.
  mutating func numberConnections() {
    guard let last = connections.last, last.id != connections.count else { return }
    for index in transactions.indices {
      let number = self.index(ofConnection: transactions[index].connection)
      transactions[index].connection = (number ?? -1) + 1
    }
    for index in connections.indices { connections[index].id = index + 1 }
  }

  /// A byte of a transaction was seen.
  @inline(__always)
  mutating func note(_ time: Timestamp, _ index: Int) {
    if read(index, { $0.end }) < time { transactions[index].end = time }
  }

  /// A transaction's own, to be changed in place.
  @inline(__always)
  mutating func own(_ index: Int) -> HeldTransaction {
    transactions.own(index)
  }

  /// No more is expected of a transaction.
  @inline(__always)
  mutating func settle(_ index: Int) { if index >= holds { transactions.pack(index) } }

  /// Reads something of a transaction without a copy of it.
  @inline(__always)
  func read<Value>(_ index: Int, _ body: (borrowing Transaction) -> Value) -> Value {
    transactions.read(index, body)
  }
}
