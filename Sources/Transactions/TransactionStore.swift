public import Packets

/// The transactions that the readers of all connections write, by their indices.
///
/// One of which no more is expected may be told by a row from then on; where more comes after all, it is
/// made of its row again.
public struct TransactionStore {
  /// Where each stands: among `rows`, with what is known of it at a glance in the lowest bits, or, as
  /// `~place`, among `held`.
  private(set) var places: [Int] = []
  var held: [Transaction] = []
  /// Places of `held` that are free: what stands there is told by a row.
  private var vacant: [Int] = []
  let rows = PackedRows()

  /// No transactions.
  public init() {}

  /// Takes one more.
  mutating func append(_ transaction: consuming Transaction) {
    places.append(~put(transaction))
  }

  /// Takes one more, which begins with its request.
  mutating func append(
    connection: Int, ends: HeldTransaction.Ends, request: consuming Request, serial: Int
  ) {
    if let place = vacant.popLast() {
      if isKnownUniquelyReferenced(&held[place].held) {
        held[place].held.begin(
          connection: connection, ends: ends, request: consume request, serial: serial)
        places.append(~place)
        return
      }
      vacant.append(place)
    }
    let transaction = Transaction(connection: connection, ends: ends, request: consume request)
    transaction.held.serial = serial
    append(transaction)
  }

  private mutating func put(_ transaction: consuming Transaction) -> Int {
    if let place = vacant.popLast() {
      held[place] = transaction
      return place
    }
    held.append(transaction)
    return held.count - 1
  }

  /// One of them; to change one that is told by a row makes it of the row again.
  public subscript(index: Int) -> Transaction {
    @inline(__always) _read {
      if places[index] >= 0 {
        yield rows.transaction(at: places[index] & ~7)
      } else {
        yield held[~places[index]]
      }
    }
    @inline(__always) _modify {
      hold(index)
      yield &held[~places[index]]
    }
  }

  /// Has one held as a value.
  @inline(__always)
  private mutating func hold(_ index: Int) {
    if places[index] >= 0 { unpack(index) }
  }

  @inline(never)
  private mutating func unpack(_ index: Int) {
    let transaction = rows.transaction(at: places[index] & ~7)
    places[index] = ~put(transaction)
  }

  /// Its own, to be changed in place.
  @inline(__always)
  mutating func own(_ index: Int) -> HeldTransaction {
    hold(index)
    let place = ~places[index]
    held[place].own()
    return held[place].held
  }

  /// Reads something of one without a copy of it.
  @inline(__always)
  func read<Value>(_ index: Int, _ body: (borrowing Transaction) -> Value) -> Value {
    places[index] >= 0 ? body(rows.transaction(at: places[index] & ~7)) : body(held[~places[index]])
  }

  /// Has one of which no more is expected told by a row, where a row can tell all of it.
  mutating func pack(_ index: Int) {
    let place = ~places[index]
    guard place >= 0 else { return }
    // A snapshot may have it too.
    held[place].own()
    guard let row = rows.append(held[place].held) else { return }
    places[index] = row.place | row.glance.rawValue
    vacant.append(place)
  }

  /// How many are told by rows.
  var packedCount: Int { places.count - held.count + vacant.count }

  /// Forgets those behind the first ones.
  mutating func cut(to count: Int) {
    for place in places[count...] where place < 0 { vacant.append(~place) }
    places.removeLast(places.count - count)
  }

  /// When and where each began, in order.
  public var beginnings: [Beginning] {
    var all = indices.map { beginning($0) }
    all.sort()
    return all
  }

  private func beginning(_ index: Int) -> Beginning {
    let place = places[index]
    if place >= 0 {
      let row = rows.row(place & ~7)
      return Beginning(time: row.time, connection: row.connection, index: index)
    }
    return read(index) { Beginning(time: $0.time, connection: $0.connection, index: index) }
  }

  /// What the order of transactions follows from.
  public struct Beginning: Comparable, Sendable {
    /// When it began.
    public let time: Timestamp
    /// The number of its connection, from 1.
    public let connection: Int
    /// Its index.
    let index: Int

    /// Which of two comes first.
    public static func < (a: Beginning, b: Beginning) -> Bool {
      (a.time, a.connection, a.index) < (b.time, b.connection, b.index)
    }
  }
}

extension TransactionStore: MutableCollection, RandomAccessCollection {
  /// The index of the first.
  public var startIndex: Int { 0 }

  /// How many there are.
  public var endIndex: Int { places.count }
}
