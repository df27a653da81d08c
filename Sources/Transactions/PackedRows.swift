import Bytes
import HTTP
import Packets

/// Transactions of which all is as it nearly always is, each told by some hundred octets.
///
/// An object of a transaction, with its heads, takes five times as much. What many have in common is in
/// tables here. Rows are only added, and never change, so others may read them at any time.
final class PackedRows: @unchecked Sendable {
  /// Where rows stand, one behind another; each piece has room for `pieceSize` octets.
  @exclusivity(unchecked) private var pieces: [UnsafeMutableRawPointer] = []
  /// How many octets of the last piece are taken.
  @exclusivity(unchecked) private var used = PackedRows.pieceSize

  // What rows name by its number.
  @exclusivity(unchecked) private var exemplars = NumberedExemplars()
  @exclusivity(unchecked) private var targets = NumberedTargets()
  /// The usual ones first, that of number `get` and `partialContent` among them.
  @exclusivity(unchecked) private var words = ["GET", "Partial Content", "OK"]
  /// The ends of a connection, by its number less 1.
  @exclusivity(unchecked) private var ends: [HeldTransaction.Ends?] = []

  private static let pieceBits = 18
  private static let pieceSize = 1 << pieceBits
  /// What may be longer is not told by a row.
  static let longest = 4096
  static let get = 0
  private static let partialContent = 1
  /// The most words, such as methods, that are told by their numbers.
  private static let mostWords = 64

  /// No rows.
  init() {}

  deinit { for piece in pieces { piece.deallocate() } }

  /// Adds a row for a transaction that nobody else has, and leaves nothing of it.
  ///
  /// - Returns: Where it stands, a multiple of eight, and what is known of it at a glance; `nil` where a
  ///   row cannot tell all of it, which then stays.
  func append(_ held: HeldTransaction) -> (place: Int, glance: TransactionGlance)? {
    guard let shape = PackedShape(held), takesEnds(held), let method = number(ofMethod: held),
      let reason = number(ofReason: held), var request = held.request.take()
    else { return nil }
    guard var response = held.response.take() else {
      held.request = request
      return nil
    }
    if Self.pieceSize - used < Self.longest {
      pieces.append(
        UnsafeMutableRawPointer.allocate(byteCount: Self.pieceSize, alignment: 16))
      used = 0
    }
    let start = pieces[pieces.count - 1] + used
    let place = (pieces.count - 1) << Self.pieceBits | used
    let names = PackedRow.Names(
      requestExemplar: exemplars.number(of: request.head.fields.exemplar),
      responseExemplar: exemplars.number(of: response.head.fields.exemplar),
      target: targets.number(of: request.head.target), method: method, reason: reason)
    // The next row begins at a multiple of eight.
    used += (PackedRow.write(held, &request, &response, shape, names, at: start) + 7) & ~7
    return (place, TransactionGlance(request.head, response.head))
  }

  /// The row at a place.
  @inline(__always)
  func row(_ place: Int) -> PackedRow {
    PackedRow(
      start: UnsafeRawPointer(pieces[place >> Self.pieceBits] + place & (Self.pieceSize - 1)))
  }

  /// What a row tells, as it was.
  func transaction(at place: Int) -> Transaction {
    let row = row(place)
    let (request, response) = row.exemplars
    return row.transaction(self, (exemplars[request], exemplars[response]))
  }

  // MARK: What is named

  /// A header section that others are like.
  func exemplar(_ number: Int) -> HeaderFields.Exemplar { exemplars[number] }

  /// A target.
  func target(_ number: Int) -> String { targets[number] }

  /// A method or a reason.
  func word(_ number: Int) -> String { words[number] }

  /// Who takes part in the transactions of a connection.
  func ends(ofConnection number: Int) -> HeldTransaction.Ends {
    guard let ends = ends[number - 1] else { preconditionFailure("a row has ends") }
    return ends
  }

  private func takesEnds(_ held: borrowing HeldTransaction) -> Bool {
    while ends.count < held.connection { ends.append(nil) }
    if let known = ends[held.connection - 1] { return known === held.ends }
    ends[held.connection - 1] = held.ends
    return true
  }

  @inline(__always)
  private func number(ofMethod held: borrowing HeldTransaction) -> Int? {
    if let method = held.request?.head.method, OctetHash.areSame(method, words[Self.get]) {
      return Self.get
    }
    return held.request.flatMap { number(ofWord: $0.head.method) }
  }

  @inline(__always)
  private func number(ofReason held: borrowing HeldTransaction) -> Int? {
    if let reason = held.response?.head.reason,
      OctetHash.areSame(reason, words[Self.partialContent])
    {
      return Self.partialContent
    }
    return held.response.flatMap { number(ofWord: $0.head.reason) }
  }

  private func number(ofWord word: String) -> Int? {
    if let known = words.firstIndex(where: { OctetHash.areSame($0, word) }) { return known }
    guard words.count < Self.mostWords, word.utf8.count <= 64 else { return nil }
    words.append(word)
    return words.count - 1
  }
}

/// Exemplars with numbers: one that was met lately has the number that it had.
private struct NumberedExemplars {
  private var all: [HeaderFields.Exemplar] = []
  /// For each hash the latest: its address, which no other has while it is in `all`, and its number.
  private var latest: [(address: UInt, number: Int)] = []

  private static var places: Int { 256 }

  subscript(number: Int) -> HeaderFields.Exemplar { all[number] }

  @inline(__always)
  mutating func number(of exemplar: HeaderFields.Exemplar) -> Int {
    let address = UInt(bitPattern: ObjectIdentifier(exemplar))
    let place = Int(truncatingIfNeeded: (address >> 4 ^ address >> 12) & UInt(Self.places - 1))
    if !latest.isEmpty, latest[place].address == address { return latest[place].number }
    if latest.isEmpty { latest = Array(repeating: (0, 0), count: Self.places) }
    all.append(exemplar)
    latest[place] = (address, all.count - 1)
    return all.count - 1
  }
}

/// Targets with numbers: nearly every one that comes again has the number that it had.
private struct NumberedTargets {
  private var all: [String] = []
  /// For each hash the number of the latest; -1: none.
  ///
  /// At most every second place is taken, as one that is displaced is kept twice when it comes again.
  private var latest: [Int32] = []

  subscript(number: Int) -> String { all[number] }

  @inline(__always)
  mutating func number(of target: String) -> Int {
    if all.count &* 2 >= latest.count { grow() }
    let place = place(target)
    let known = Int(latest[place])
    if known >= 0, OctetHash.areSame(all[known], target) { return known }
    all.append(target)
    latest[place] = Int32(truncatingIfNeeded: all.count - 1)
    return all.count - 1
  }

  @inline(__always)
  private func place(_ target: String) -> Int {
    Int(truncatingIfNeeded: OctetHash.of(target)) & (latest.count - 1)
  }

  @inline(never)
  private mutating func grow() {
    latest = [Int32](repeating: -1, count: max(1024, latest.count * 4))
    for (number, target) in all.enumerated() {
      latest[place(target)] = Int32(truncatingIfNeeded: number)
    }
  }
}
