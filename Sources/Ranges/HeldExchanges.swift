import Synchronization
import Transactions

/// The exchanges of a record: those at hand, and those of transactions that are told by rows, which are
/// made when they are asked for, and held from then on, as who asks for one mostly asks again.
///
/// Several threads may ask at once: of two that make the same exchange, all are given that of the first.
final class HeldExchanges: @unchecked Sendable {
  let count: Int
  /// What is not at hand is made of these.
  let packed: PackedTransactions
  /// For each its address, as a reference that is counted; 0: it is not at hand.
  ///
  /// An atomic lazy reference would say so, too, but is not specialized: to look took 400 instructions.
  private let slots: UnsafeMutablePointer<Atomic<UInt>>
  /// What was read of fields, for whoever comes first; a second one for whoever meets another there.
  private let memories = [Memory(), Memory()]

  private final class Memory: Sendable {
    let fields = Mutex(FieldMemory(places: 4096))
  }

  /// So many exchanges, none of which is at hand.
  init(_ count: Int, _ packed: PackedTransactions) {
    self.count = count
    self.packed = packed
    slots = UnsafeMutablePointer.allocate(capacity: count)
    for index in 0..<count { unsafe (slots + index).initialize(to: Atomic(0)) }
  }

  deinit {
    for index in 0..<count {
      if let known = unsafe exchange(slots[index].load(ordering: .acquiring)) { known.release() }
    }
    unsafe slots.deinitialize(count: count)
    unsafe slots.deallocate()
  }

  /// Holds one.
  func hold(_ exchange: consuming RangeExchange, at index: Int) {
    precondition(index >= 0 && index < count)
    _ = store(exchange, at: index)
  }

  private func exchange(_ bits: UInt) -> Unmanaged<RangeExchange>? {
    UnsafeRawPointer(bitPattern: bits).map { unsafe Unmanaged.fromOpaque($0) }
  }

  /// Holds one, unless there is one already; returns which it is.
  private func store(_ exchange: consuming RangeExchange, at index: Int) -> RangeExchange {
    let new = Unmanaged.passRetained(exchange)
    let (stored, known) = unsafe slots[index].compareExchange(
      expected: 0, desired: UInt(bitPattern: new.toOpaque()), ordering: .acquiringAndReleasing)
    if stored { return unsafe new.takeUnretainedValue() }
    unsafe new.release()
    guard let known = self.exchange(known) else { preconditionFailure("what is stored is there") }
    return unsafe known.takeUnretainedValue()
  }

  /// That of an index where it is at hand.
  @inline(__always)
  func held(_ index: Int) -> RangeExchange? {
    precondition(index >= 0 && index < count)
    return unsafe exchange(slots[index].load(ordering: .acquiring))?.takeUnretainedValue()
  }

  /// That of an index.
  @inline(__always)
  subscript(index: Int) -> RangeExchange { held(index) ?? make(index) }

  @inline(never)
  private func make(_ index: Int) -> RangeExchange {
    let transaction = packed[index]
    for memory in memories {
      let made = memory.fields.withLockIfAvailable { RangeExchange(transaction, memory: &$0) }
      if let made { return store(made, at: index) }
    }
    return store(RangeExchange(transaction), at: index)
  }
}
