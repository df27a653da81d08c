import Dispatch

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Threads among which work on many elements is divided.
///
/// What is divided has to be pure: the parts share nothing that changes. Results come in the order of
/// the elements, so that they do not depend on how many threads there are.
public struct Workers: Sendable {
  /// How many threads work at once, at most; 1 or more.
  public let count: Int

  /// So many threads.
  public init(_ count: Int) { self.count = max(1, count) }

  /// The one thread that calls.
  public static let one = Workers(1)

  /// How many processors the machine has.
  public static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Calls `body` with each number from 0 up to `count`, and returns what it returned, in order.
  public func each<Result>(_ count: Int, _ body: (Int) -> Result) -> [Result] {
    guard self.count > 1, count > 1 else { return (0..<count).map(body) }
    let results = UnsafeMutableBufferPointer<Result>.allocate(capacity: count)
    defer { unsafe results.deallocate() }
    let strands = min(self.count, count)
    // Each takes the next that nobody has begun.
    let next = Counter()
    withoutActuallyEscaping(body) { body in
      // No two threads have the same number, and who calls answers for what `body` shares.
      nonisolated(unsafe) let (body, results) = (body, results)
      DispatchQueue.concurrentPerform(iterations: strands) { _ in
        while true {
          let number = next.take()
          guard number < count else { return }
          unsafe results.initializeElement(at: number, to: body(number))
        }
      }
    }
    return (0..<count).map { unsafe results.moveElement(from: $0) }
  }

  /// Divides `elements` into runs of which none is shorter than `atLeast`, but for the last, and
  /// calls `body` with each; returns what it returned, in order.
  public func map<Result>(
    _ elements: Int, atLeast: Int = 256, _ body: (Range<Int>) -> Result
  ) -> [Result] {
    guard elements > 0 else { return [] }
    guard count > 1 else { return [body(0..<elements)] }
    // Several for each thread, as some take longer than others.
    let length = max(atLeast, (elements + count * 8 - 1) / (count * 8))
    return each((elements + length - 1) / length) { number in
      body(number * length..<min((number + 1) * length, elements))
    }
  }

  /// The array of what `make` returns for each number from 0 up to `count`; each thread makes runs of
  /// which none is shorter than `atLeast`, but for the last, in their places.
  @inlinable
  public func array<Element>(
    _ count: Int, atLeast: Int = 256, _ make: (Int) -> Element
  ) -> [Element] {
    guard self.count > 1, count > atLeast else {
      var array: [Element] = []
      array.reserveCapacity(count)
      for number in 0..<count { array.append(make(number)) }
      return array
    }
    return unsafe Array(unsafeUninitializedCapacity: count) { room, filled in
      let places = room
      _ = map(count, atLeast: atLeast) { numbers in
        for number in numbers { unsafe places.initializeElement(at: number, to: make(number)) }
      }
      filled = count
    }
  }
}
