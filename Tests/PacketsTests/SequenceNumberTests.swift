import Packets
import Testing

struct SequenceNumberTests {
  @Test(
    arguments: [
      (1, 2, 1), (2, 1, -1), (5, 5, 0), (0xFFFF_FFFF, 0, 1), (0, 0xFFFF_FFFF, -1),
      (0xFFFF_FF00, 0x100, 0x200),
    ] as [(UInt32, UInt32, Int32)])
  func distanceGoesTheShorterWay(from a: UInt32, to b: UInt32, is distance: Int32) {
    #expect(SequenceNumber.distance(from: a, to: b) == distance)
    #expect(SequenceNumber.precedes(a, b) == (distance > 0))
    #expect(SequenceNumber.later(a, b) == (distance > 0 ? b : a))
  }
}
