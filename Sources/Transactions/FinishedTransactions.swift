import HTTP
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
  fileprivate var numbers: [Int]?

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

  fileprivate var rows: PackedRows { store.rows }

  fileprivate func forEach(_ body: (_ id: Int, _ place: Int) -> Void) {
    for (place, beginning) in beginnings.enumerated() {
      body(ids?[place] ?? place + 1, store.places[beginning.index])
    }
  }

  /// Gives away those that no row tells, each with its numbers in the record; `nil` for the others.
  ///
  /// - Parameter body: Takes the number of each, and it.
  public mutating func take(_ body: (_ id: Int, consuming Transaction?) -> Void) {
    var held: [Transaction] = []
    swap(&held, &store.held)
    forEach { id, place in
      guard place < 0 else { return body(id, nil) }
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

/// The transactions of a record that are told by rows, by their numbers: each is made when it is asked
/// for, each time anew.
public struct PackedTransactions: Sendable {
  /// What one reader read.
  private struct Part: Sendable {
    let rows: PackedRows
    let numbers: [Int]?
  }

  /// Where each stands, that of id `n` at index `n - 1`.
  private struct Place: Sendable {
    private let bits: Int

    // The lowest bits say what the glance shows: rows stand at multiples of eight.
    private static let partShift = 44

    init(part: Int, row place: Int, _ glance: Int) {
      bits = part << Self.partShift | place | glance
    }

    /// It is told by no row.
    static let none = Place(part: -1, row: 0, 0)

    @inline(__always)
    var isThere: Bool { bits >= 0 }
    var part: Int { bits >> Self.partShift }
    var row: Int { bits & (1 << Self.partShift - 1) & ~7 }
    @inline(__always)
    var glance: Int { bits & 7 }
  }

  private let parts: [Part]
  private let places: [Place]
  /// For each connection, by its number less 1, whether packets of its client are in the capture.
  private let hasClient: [Bool]

  /// The transactions that are told by rows.
  ///
  /// - Parameters:
  ///   - finished: What several readers read, each of its own connections.
  ///   - connections: Those of the record; that of number `n` at index `n - 1`.
  public init(_ finished: borrowing [FinishedTransactions], among connections: [ConnectionSummary])
  {
    var places = [Place](repeating: .none, count: finished.reduce(0) { $0 + $1.count })
    var parts: [Part] = []
    for part in finished.indices {
      let rows = finished[part].rows
      finished[part].forEach { id, place in
        if place >= 0 { places[id - 1] = Place(part: part, row: place, rows.glance(place)) }
      }
      parts.append(Part(rows: rows, numbers: finished[part].numbers))
    }
    self.parts = parts
    self.places = places
    hasClient = connections.map(\.sides.client)
  }

  /// Whether one, by its number less 1, is among them.
  @inline(__always)
  public func has(_ index: Int) -> Bool { places[index].isThere }

  /// What is seen of one without making it.
  @inline(__always)
  public func glance(_ index: Int) -> TransactionGlance {
    TransactionGlance(rawValue: places[index].glance)
  }

  /// One of them, by its number less 1.
  public subscript(index: Int) -> Transaction {
    let place = places[index]
    precondition(place.isThere, "a transaction that no row tells is held")
    var transaction = parts[place.part].rows.transaction(at: place.row)
    transaction.held.id = index + 1
    if let numbers = parts[place.part].numbers {
      transaction.held.connection = numbers[transaction.held.connection - 1]
      transaction.held.serial = index + 1
    }
    transaction.settleStall(hasClient: hasClient[transaction.held.connection - 1])
    return transaction
  }
}

/// What is known of a transaction of a request and a response at a glance.
public struct TransactionGlance: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// Of these bits.
  @inlinable @inline(__always)
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The request has a Range field.
  public static let hasRange = TransactionGlance(rawValue: 1)
  /// The status is 206.
  public static let isPartial = TransactionGlance(rawValue: 2)
  /// The response has a Keep-Alive field.
  public static let hasKeepAlive = TransactionGlance(rawValue: 4)
}
