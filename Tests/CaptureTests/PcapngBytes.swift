/// A pcapng file written by hand, block by block.
struct PcapngBytes {
  var bytes: [UInt8] = []
  private var isBigEndian = false

  mutating func section(
    isBigEndian: Bool = false, major: UInt16 = 1, minor: UInt16 = 0, options: [UInt8] = []
  ) {
    self.isBigEndian = isBigEndian
    block(
      0x0A0D_0D0A,
      word(0x1A2B_3C4D) + half(major) + half(minor) + word(.max) + word(.max) + options)
  }

  mutating func interface(
    linkType: UInt16 = 1, snaplen: UInt32 = 0, name: String? = nil, resolution: UInt8? = nil,
    offset: Int64? = nil
  ) {
    var options: [UInt8] = []
    if let name { options += option(2, Array(name.utf8)) }
    if let resolution { options += option(9, [resolution]) }
    if let offset { options += option(14, long(UInt64(bitPattern: offset))) }
    if !options.isEmpty { options += option(0, []) }
    block(1, half(linkType) + half(0) + word(snaplen) + options)
  }

  mutating func enhanced(
    _ packet: [UInt8], at units: UInt64, interface: UInt32 = 0, wire: Int? = nil,
    options: [UInt8] = []
  ) {
    block(
      6,
      word(interface) + word(UInt32(units >> 32)) + word(UInt32(truncatingIfNeeded: units))
        + word(UInt32(packet.count)) + word(UInt32(wire ?? packet.count)) + padded(packet) + options
    )
  }

  mutating func obsolete(_ packet: [UInt8], at units: UInt64, interface: UInt16 = 0) {
    block(
      2,
      half(interface) + half(7) + word(UInt32(units >> 32))
        + word(UInt32(truncatingIfNeeded: units)) + word(UInt32(packet.count))
        + word(UInt32(packet.count)) + padded(packet))
  }

  mutating func simple(_ packet: [UInt8], wire: Int) {
    block(3, word(UInt32(wire)) + padded(packet))
  }

  mutating func statistics(interface: UInt32, received: UInt64, dropped: UInt64) {
    block(
      5,
      word(interface) + word(0) + word(0) + option(4, long(received)) + option(5, long(dropped))
        + option(0, []))
  }

  mutating func block(_ type: UInt32, _ body: [UInt8]) {
    let length = word(UInt32(body.count + 12))
    bytes += word(type) + length + body + length
  }

  func option(_ code: UInt16, _ value: [UInt8]) -> [UInt8] {
    half(code) + half(UInt16(value.count)) + padded(value)
  }

  func half(_ value: UInt16) -> [UInt8] { CaptureBytes.uint16(value, bigEndian: isBigEndian) }
  func word(_ value: UInt32) -> [UInt8] { CaptureBytes.uint32(value, bigEndian: isBigEndian) }
  func long(_ value: UInt64) -> [UInt8] {
    let bytes = (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    return isBigEndian ? bytes.reversed() : bytes
  }

  private func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
  }
}
