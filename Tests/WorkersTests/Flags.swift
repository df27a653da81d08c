import Synchronization

/// Two flags that threads set for each other.
final class Flags: Sendable {
  private let bits = Atomic<Int>(0)

  func set(_ number: Int) { bits.bitwiseOr(1 << number, ordering: .relaxed) }
  func isSet(_ number: Int) -> Bool { bits.load(ordering: .relaxed) & 1 << number != 0 }
}
