import Packets

/// What a reader read of a record that is over, and where its transactions stand in all of it.
public struct FinishedTransactions {
  private var store: TransactionStore
  /// The connections; that of number `n` at index `n - 1`.
  public let connections: [ConnectionSummary]
  /// When and where each transaction began, in order, with the connections as numbered here.
  public let beginnings: [TransactionStore.Beginning]
  /// For each beginning the number of its transaction in the record, from 1; `nil` where it is its
  /// place.
  private var ids: [Int]?
  /// For each connection, by its number less 1, that in the record; `nil` where it is the same.
  var numbers: [Int]?

  /// All that one reader read.
  ///
  /// - Parameters:
  ///   - store: The transactions.
  ///   - connections: That of number `n` at index `n - 1`.
  public init(_ store: consuming TransactionStore, among connections: [ConnectionSummary]) {
    beginnings = store.beginnings
    self.store = store
    self.connections = connections
  }

  /// Gives its transactions and connections other numbers, by their places in it.
  public mutating func renumber(_ ids: [Int], connections numbers: [Int]) {
    self.ids = ids
    self.numbers = numbers
  }

  /// How many transactions there are.
  public var count: Int { beginnings.count }

  /// How many of them are told by rows.
  public var packedCount: Int { store.packedCount }

  /// What tells these.
  var rows: PackedRows { store.rows }

  /// Calls `body` with the number of each in the record and the place that the store gives it.
  func forEach(_ body: (_ id: Int, _ place: Int) -> Void) {
    for (place, beginning) in beginnings.enumerated() {
      body(ids?[place] ?? place + 1, store.places[beginning.index])
    }
  }

  /// Gives away those that no row tells, each with its numbers in the record.
  ///
  /// - Parameter body: Takes the number of each, and it.
  public mutating func take(_ body: (_ id: Int, consuming Transaction) -> Void) {
    var held: [Transaction] = []
    swap(&held, &store.held)
    forEach { id, place in
      guard place < 0 else { return }
      // Who takes it is the only one to have it.
      var transaction = Self.gone
      swap(&transaction, &held[~place])
      transaction.takePlace(id, among: connections)
      if let numbers {
        transaction.serial = id
        transaction.connection = numbers[transaction.connection - 1]
      }
      body(id, transaction)
    }
  }

  /// What stands where one was taken.
  private static let gone: Transaction = {
    let nobody = Endpoint(address: IPAddress(ipv4: 0), port: 0)
    return Transaction(
      connection: 0, client: nobody, server: nobody, time: Timestamp(nanoseconds: 0))
  }()
}
