/// Numbers of values that are kept elsewhere, found by the hashes of these.
///
/// A dictionary that does not hold its keys: eight octets a slot, in which a number of less than 32
/// bits stands beside 32 bits of the hash. Hashes are those of `OctetHash`, which nobody can make
/// collide.
struct PlaceTable {
  /// The bits of a hash above the number plus one; 0 where a slot is free.
  private var slots: [UInt64]
  private var count = 0

  /// Nothing yet, with room for so many.
  init(_ expected: Int = 0) {
    var size = 16
    while size < expected * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  /// The number of the value of a hash, of which `isSame` says whether it is the one that is looked
  /// for; `nil` where there is none.
  @inline(__always)
  func number(_ hash: UInt64, _ isSame: (Int) -> Bool) -> Int? {
    var search = Search(hash)
    while let number = next(&search) {
      if isSame(number) { return number }
    }
    return nil
  }

  /// A look for a value, for who may not give a function: in what changes, that would copy all of it.
  struct Search {
    fileprivate let tag: UInt64
    fileprivate var slot: Int

    @inline(__always)
    init(_ hash: UInt64) {
      tag = hash >> 32
      slot = Int(truncatingIfNeeded: tag)
    }
  }

  /// The next number that may be the one that is looked for; `nil` where there is none.
  @inline(__always)
  func next(_ search: inout Search) -> Int? {
    let mask = slots.count &- 1
    while true {
      let entry = slots[search.slot & mask]
      if entry == 0 { return nil }
      search.slot &+= 1
      if entry >> 32 == search.tag { return Int(entry & 0xFFFF_FFFF) &- 1 }
    }
  }

  /// Adds the number of a value that has none yet.
  mutating func add(_ number: Int, _ hash: UInt64) {
    count += 1
    if count * 2 > slots.count { grow() }
    put((hash >> 32) << 32 | UInt64(UInt32(number + 1)))
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 { put(entry) }
  }

  private mutating func put(_ entry: UInt64) {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: entry >> 32) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = entry
  }
}
