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
  private let slots: UnsafeMutablePointer<AtomicLazyReference<RangeExchange>>
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
    for index in 0..<count { unsafe (slots + index).initialize(to: AtomicLazyReference()) }
  }

  deinit {
    unsafe slots.deinitialize(count: count)
    unsafe slots.deallocate()
  }

  /// Holds one.
  func hold(_ exchange: consuming RangeExchange, at index: Int) {
    precondition(index >= 0 && index < count)
    _ = unsafe slots[index].storeIfNil(exchange)
  }

  /// That of an index where it is at hand.
  @inline(__always)
  func held(_ index: Int) -> RangeExchange? {
    precondition(index >= 0 && index < count)
    return unsafe slots[index].load()
  }

  /// That of an index.
  @inline(__always)
  subscript(index: Int) -> RangeExchange { held(index) ?? make(index) }

  @inline(never)
  private func make(_ index: Int) -> RangeExchange {
    let transaction = packed[index]
    for memory in memories {
      let made = memory.fields.withLockIfAvailable { RangeExchange(transaction, memory: &$0) }
      if let made { return unsafe slots[index].storeIfNil(made) }
    }
    return unsafe slots[index].storeIfNil(RangeExchange(transaction))
  }
}
