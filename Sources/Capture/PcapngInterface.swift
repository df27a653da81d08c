internal import Bytes
internal import Packets

/// An interface as its description block tells it.
///
/// Source: draft-ietf-opsawg-pcapng §4.2.
struct PcapngInterface {
  var linkType: LinkType
  /// The most bytes kept of a packet; 0 for no limit.
  var snaplen: Int
  var clock: PcapngClock
  /// Its place among the interfaces of the whole file.
  var index: Int

  /// Reads the block that `bytes` are; `nil` when it is too short.
  ///
  /// - Returns: With it, its name.
  static func read(
    _ bytes: RawSpan, _ section: PcapngSection, index: Int
  ) -> (interface: PcapngInterface, name: String?)? {
    guard bytes.byteCount >= Field.options + 4 else { return nil }
    var resolution: UInt8 = 6
    var offset: Int64 = 0
    var name: String?
    section.forEachOption(bytes, in: Field.options..<bytes.byteCount - 4) { code, place, length in
      switch (code, length) {
      case (2, _): name = text(bytes, place, length)
      case (9, 1): resolution = bytes.byte(at: place)
      case (14, 8): offset = Int64(bitPattern: section.long(bytes, place))
      default: break
      }
    }
    let interface = PcapngInterface(
      linkType: LinkType(fileNumber: UInt32(section.half(bytes, Field.linkType))),
      snaplen: Int(section.word(bytes, Field.snaplen)),
      clock: PcapngClock(resolution: resolution, offset: offset), index: index)
    return (interface, name)
  }

  /// At most 256 bytes of UTF-8, up to the first zero.
  private static func text(_ bytes: RawSpan, _ place: Int, _ length: Int) -> String {
    let codes = (place..<place + min(length, 256)).map { bytes.byte(at: $0) }.prefix { $0 != 0 }
    return String(decoding: codes, as: UTF8.self)
  }

  private enum Field {
    static let linkType = 8
    static let snaplen = 12
    static let options = 16
  }
}
