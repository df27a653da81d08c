import Bytes
import Packets

/// A packet of a capture file, for tests below the module that reads such files.
struct CapturedPacket {
  var linkType: LinkType
  var wireLength: Int
  var seconds: Int64
  var bytes: [UInt8]

  /// The packets of a pcap or pcapng file, up to what cannot be read.
  static func read(_ file: [UInt8]) -> [CapturedPacket] {
    guard file.count >= 24 else { return [] }
    return file.span.bytes.uint32(at: 0) == 0x0A0D_0D0A ? readBlocks(file) : readRecords(file)
  }

  private static func readRecords(_ file: [UInt8]) -> [CapturedPacket] {
    let isBig = [0xA1B2_C3D4, 0xA1B2_3C4D].contains(file.span.bytes.uint32(at: 0))
    let linkType = LinkType(rawValue: word(file, 20, isBig) & 0x0FFF_FFFF)
    var packets: [CapturedPacket] = []
    var offset = 24
    while offset + 16 <= file.count {
      let start = offset + 16
      let end = start + Int(word(file, offset + 8, isBig))
      guard end <= file.count else { break }
      packets.append(
        CapturedPacket(
          linkType: linkType, wireLength: Int(word(file, offset + 12, isBig)),
          seconds: Int64(word(file, offset, isBig)), bytes: Array(file[start..<end])))
      offset = end
    }
    return packets
  }

  private static func readBlocks(_ file: [UInt8]) -> [CapturedPacket] {
    var packets: [CapturedPacket] = []
    var linkTypes: [LinkType] = []
    var isBig = false
    var offset = 0
    while offset + 12 <= file.count {
      let kind = word(file, offset, isBig)
      if kind == 0x0A0D_0D0A {
        isBig = word(file, offset + 8, true) == 0x1A2B_3C4D
        linkTypes = []
      }
      let length = Int(word(file, offset + 4, isBig))
      guard length >= 12, offset + length <= file.count else { break }
      switch kind {
      case 1:
        let number = word(file, offset + 8, isBig)
        linkTypes.append(LinkType(rawValue: isBig ? number >> 16 : number & 0xFFFF))
      case 6:
        let start = offset + 28
        let end = start + Int(word(file, offset + 20, isBig))
        let interface = Int(word(file, offset + 8, isBig))
        guard end <= offset + length, interface < linkTypes.count else { return packets }
        // The interfaces of these captures count microseconds.
        let time =
          UInt64(word(file, offset + 12, isBig)) << 32 | UInt64(word(file, offset + 16, isBig))
        packets.append(
          CapturedPacket(
            linkType: linkTypes[interface], wireLength: Int(word(file, offset + 24, isBig)),
            seconds: Int64(time / 1_000_000), bytes: Array(file[start..<end])))
      default: break
      }
      offset += length
    }
    return packets
  }

  private static func word(_ file: [UInt8], _ offset: Int, _ isBig: Bool) -> UInt32 {
    let bytes = file.span.bytes
    return isBig ? bytes.uint32(at: offset) : bytes.uint32LittleEndian(at: offset)
  }
}
