import TestSupport
import Testing

struct DeliveryTests {
  @Test(arguments: Delivery.allCases)
  func deliversEverythingInOrder(_ delivery: Delivery) {
    let bytes = (0..<500).map { UInt8(truncatingIfNeeded: $0) }
    var arrived: [UInt8] = []
    delivery.feed(bytes) { piece in
      #expect(piece.byteCount > 0)
      for offset in 0..<piece.byteCount {
        arrived.append(piece.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
      }
    }
    #expect(arrived == bytes)
  }
}
