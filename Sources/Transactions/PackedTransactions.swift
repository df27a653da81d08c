import CPrefetch
import HTTP

/// The transactions of a record that are told by rows, by their numbers: each is made when it is asked
/// for, each time anew.
///
/// An object, so that to look at one takes the count of no references but its own.
public final class PackedTransactions: Sendable {
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

    /// The place that a store gives a transaction.
    init(part: Int, _ place: Int) { bits = place < 0 ? -1 : part << Self.partShift | place }

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
    let count = finished.reduce(0) { $0 + $1.count }
    places = [Place](unsafeUninitializedCapacity: count) { room, filled in
      for part in finished.indices {
        finished[part].forEach { id, place in
          unsafe room.initializeElement(at: id - 1, to: Place(part: part, place))
        }
      }
      filled = count
    }
    parts = finished.indices.map { Part(rows: finished[$0].rows, numbers: finished[$0].numbers) }
    hasClient = connections.map(\.sides.client)
  }

  /// Calls `body` with what is seen of each of a part without making it, by their numbers less 1, as long as
  /// it returns true; with `nil` for those that no row tells.
  public func forEachGlance(in range: Range<Int>, _ body: (Int, TransactionGlance?) -> Bool) {
    let places = places
    for index in range {
      let place = places[index]
      guard body(index, place.isThere ? TransactionGlance(rawValue: place.glance) : nil) else {
        return
      }
    }
  }

  /// Lends each of a part, by their numbers less 1, to be looked at where it stands; `nil` for those that
  /// no row tells.
  ///
  /// No references are counted: several threads that look at once would wait for each other.
  public func forEach(in range: Range<Int>, _ body: (Int, TransactionView?) -> Void) {
    let places = places
    let parts = parts
    withExtendedLifetime(parts) {
      let rows = parts.map { Unmanaged.passUnretained($0.rows) }
      for index in range {
        let place = places[index]
        if index &+ Self.ahead < range.upperBound { fetch(places[index &+ Self.ahead], rows) }
        guard place.isThere else {
          body(index, nil)
          continue
        }
        unsafe rows[place.part]._withUnsafeGuaranteedRef { rows in
          body(index, TransactionView(rows.row(place.row), rows))
        }
      }
    }
  }

  /// So far before it is looked at a row is fetched.
  private static let ahead = 16

  /// Has the processor fetch a row: rows stand in the order in which exchanges ended, so that who goes
  /// through them in the order in which they began would wait for each (a fifteenth of all the time
  /// that many small exchanges take).
  @inline(__always)
  private func fetch(_ place: Place, _ rows: [Unmanaged<PackedRows>]) {
    guard place.isThere else { return }
    unsafe rows[place.part]._withUnsafeGuaranteedRef { rows in
      let start = rows.row(place.row).start
      // Most have between 128 and 192 octets.
      for line in 0..<3 { prefetch(start + line * 64) }
    }
  }

  /// One of them, by its number less 1.
  public subscript(index: Int) -> Transaction {
    let place = places[index]
    precondition(place.isThere, "a transaction that no row tells is held")
    var transaction = parts[place.part].rows.transaction(at: place.row)
    number(&transaction, index, parts[place.part].numbers)
    return transaction
  }

  /// Gives one its numbers in the record.
  @inline(__always)
  private func number(_ transaction: inout Transaction, _ index: Int, _ numbers: [Int]?) {
    transaction.held.id = index + 1
    if let numbers {
      transaction.held.connection = numbers[transaction.held.connection - 1]
      transaction.held.serial = index + 1
    }
    transaction.settleStall(hasClient: hasClient[transaction.held.connection - 1])
  }

  /// Makes transactions for one of several threads.
  ///
  /// To count references to what others refer to as well takes them longer than all else that is done:
  /// so it has copies of the sections that those of transactions are like.
  public struct Reader {
    private let transactions: PackedTransactions
    /// By part and number.
    private var copies: [[HeaderFields.Exemplar?]]

    /// How many are copied of a part, those of the lowest numbers: there are more only where hardly
    /// two sections are alike.
    private static let most = 1024

    /// A reader of these.
    public init(_ transactions: PackedTransactions) {
      self.transactions = transactions
      copies = transactions.parts.map { _ in Array(repeating: nil, count: Self.most) }
    }

    /// One of them, by its number less 1.
    public mutating func transaction(_ index: Int) -> Transaction {
      let place = transactions.places[index]
      precondition(place.isThere, "a transaction that no row tells is held")
      let part = place.part
      let rows = transactions.parts[part].rows
      let row = rows.row(place.row)
      let (request, response) = row.exemplars
      var transaction = row.transaction(
        rows, (exemplar(request, part, rows), exemplar(response, part, rows)))
      transactions.number(&transaction, index, transactions.parts[part].numbers)
      return transaction
    }

    @inline(__always)
    private mutating func exemplar(
      _ number: Int, _ part: Int, _ rows: borrowing PackedRows
    ) -> HeaderFields.Exemplar {
      guard number < Self.most else { return rows.exemplar(number) }
      if let copy = copies[part][number] { return copy }
      let copy = rows.exemplar(number).copy()
      copies[part][number] = copy
      return copy
    }
  }
}
