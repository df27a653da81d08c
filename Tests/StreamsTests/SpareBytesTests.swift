import Packets
import TestSupport
import Testing

@testable import Streams

@Suite struct SpareBytesTests {
  private func held(_ bytes: [UInt8]) -> HeldSegment {
    HeldSegment(
      range: 0..<bytes.count, bytes: bytes, beginsSegment: true, acknowledging: -1,
      acknowledgement: 0, frame: Frame(input: 0, number: 1, time: Timestamp(nanoseconds: 0)),
      arrival: 0)
  }

  /// Lengths on both sides of what is kept, longer and shorter ones in any order.
  @Test(arguments: 0..<10 as Range<UInt64>)
  func aCopyIsWhatWasGivenWhateverWasKeptBefore(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var spares = SpareBytes()
    var under: [HeldSegment] = []
    for _ in 0..<2000 {
      let count = [0, 1, 1023, 1024, 1448, 1460, 1536, 1537, 9000].randomElement(using: &generator)
      let length =
        Bool.random(using: &generator) ? count ?? 0 : Int.random(in: 0...1600, using: &generator)
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let copy = spares.copy(bytes.span.bytes)
      #expect(copy == bytes)
      under.append(held(copy))
      if under.count > Int.random(in: 0...20, using: &generator) {
        spares.keep(under.remove(at: Int.random(in: 0..<under.count, using: &generator)))
      }
    }
  }

  /// One of another length does not bar the way to those that were kept before.
  @Test func anyKeptArrayServesAnyLength() {
    var spares = SpareBytes()
    func address(_ array: [UInt8]) -> UInt? {
      array.withUnsafeBufferPointer { $0.baseAddress.map { UInt(bitPattern: $0) } }
    }
    var first: [UInt8]? = spares.copy([UInt8](repeating: 1, count: 1448).span.bytes)
    var second: [UInt8]? = spares.copy([UInt8](repeating: 2, count: 1100).span.bytes)
    let known = [first, second].map { $0.flatMap(address) }
    if let array = first.take() { spares.keep(held(array)) }
    if let array = second.take() { spares.keep(held(array)) }
    let third = spares.copy([UInt8](repeating: 3, count: 1448).span.bytes)
    let fourth = spares.copy([UInt8](repeating: 4, count: 1460).span.bytes)
    #expect(Set([third, fourth].map(address)) == Set(known))
    #expect(spares.footprint == 0)
  }

  @Test func noMoreAreKeptThanTheBound() {
    var spares = SpareBytes()
    let arrays = (0..<300).map { _ in spares.copy([UInt8](repeating: 0, count: 1448).span.bytes) }
    for array in arrays { spares.keep(held(array)) }
    #expect(spares.footprint == 256 * 1536)
  }
}
