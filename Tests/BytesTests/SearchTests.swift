import Bytes
import Testing

struct SearchTests {
  /// Pairs of octets at every place of spans of every length that is looked at in its own way.
  @Test func findsAPairWhereverItStands() {
    func finds(_ bytes: [UInt8]) -> Bool { bytes.span.bytes.contains(0x48, before: 0x54) }
    for count in 0...80 {
      let bytes = [UInt8](repeating: 0x54, count: count)
      #expect(!finds(bytes))
      for place in bytes.indices {
        var bytes = bytes
        bytes[place] = 0x48
        #expect(finds(bytes), "\(place) of \(count)")
        guard place + 1 < count else { continue }
        bytes[place + 1] = 0x20
        #expect(!finds(bytes), "\(place) of \(count)")
      }
    }
  }
}
