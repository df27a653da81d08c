import Synchronization

/// Counts up from 0, for several threads.
final class Counter: Sendable {
  private let value = Atomic<Int>(0)

  /// The next number.
  func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
}
