import Bytes
import Testing

/// What is written in few octets is read as it was.
struct PackedNumbersTests {
  private static let rows: [(number: Int64, octets: Int, signed: Int)] = [
    (0, 1, 1), (1, 1, 1), (63, 1, 1), (64, 1, 2), (127, 1, 2), (128, 2, 2), (16_383, 2, 3),
    (16_384, 3, 3), (-1, 10, 1), (-64, 10, 1), (-65, 10, 2), (.max, 9, 10), (.min, 10, 10),
  ]

  @Test(arguments: rows) func aNumberTakesWhatItNeeds(_ row: (Int64, Int, Int)) {
    let (number, octets, signed) = row
    withUnsafeTemporaryAllocation(byteCount: 64, alignment: 8) { room in
      guard let start = room.baseAddress else { return }
      var writer = PackedWriter(start)
      writer.put(Int(number))
      #expect(writer.count(from: start) == octets)
      writer.put(signed: number)
      #expect(writer.count(from: start) == octets + signed)
      writer.put(whole: number)
      writer.put(UnsafeRawBufferPointer(rebasing: room[0..<2]))
      #expect(writer.count(from: start) == octets + signed + 10)
      var reader = PackedReader(start)
      #expect(reader.int() == Int(number))
      #expect(reader.signed() == number)
      #expect(reader.whole(Int64.self) == number)
      #expect(Array(reader.octets(2)) == Array(room[0..<2]))
    }
  }

  @Test(arguments: 0..<4) func manyNumbersAreReadAsTheyWereWritten(seed: Int) {
    var random = SplitMix(seed: seed)
    let numbers = (0..<1000).map { _ in
      Int64(bitPattern: random.next()) >> Int64.random(in: 0...63, using: &random)
    }
    withUnsafeTemporaryAllocation(byteCount: 20_000, alignment: 8) { room in
      guard let start = room.baseAddress else { return }
      var writer = PackedWriter(start)
      for number in numbers { writer.put(signed: number) }
      for number in numbers { writer.put(UInt64(bitPattern: number)) }
      var reader = PackedReader(start)
      #expect(numbers.allSatisfy { reader.signed() == $0 })
      #expect(numbers.allSatisfy { reader.number() == UInt64(bitPattern: $0) })
    }
  }
}
