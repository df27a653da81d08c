/// Packets written by hand, one header at a time; each wraps what it is given.
enum PacketBytes {
  static func uint16(_ value: Int) -> [UInt8] {
    [UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value)]
  }

  static func uint32(_ value: UInt32) -> [UInt8] {
    uint16(Int(value >> 16)) + uint16(Int(value & 0xFFFF))
  }

  static func ethernet(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    [UInt8](repeating: 0xEE, count: 12) + uint16(type) + payload
  }

  static func vlan(_ type: Int, _ payload: [UInt8]) -> [UInt8] {
    uint16(0x2007) + uint16(type) + payload
  }

  /// From 10.0.0.1 to 10.0.0.2.
  static func ipv4(
    _ payload: [UInt8], proto: UInt8 = 6, totalLength: Int? = nil, fragment: Int = 0x4000,
    options: [UInt8] = [], firstByte: UInt8? = nil
  ) -> [UInt8] {
    let length = 20 + options.count
    let first = firstByte ?? 0x40 | UInt8(length / 4)
    return [first, 0] + uint16(totalLength ?? length + payload.count)
      + uint16(7) + uint16(fragment) + [64, proto, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2] + options
      + payload
  }

  /// From 2001:db8::1 to 2001:db8::2.
  static func ipv6(_ payload: [UInt8], next: UInt8 = 6, length: Int? = nil) -> [UInt8] {
    let prefix: [UInt8] = [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11)
    return [0x60, 0x01, 0x23, 0x45] + uint16(length ?? payload.count) + [next, 64] + prefix + [1]
      + prefix
      + [2] + payload
  }

  /// An extension header of `units` + 1 times eight bytes.
  static func extensionHeader(next: UInt8, units: UInt8 = 0, _ payload: [UInt8]) -> [UInt8] {
    [next, units] + [UInt8](repeating: 0, count: 6 + 8 * Int(units)) + payload
  }

  static func fragmentHeader(next: UInt8, offsetAndMore: Int, _ payload: [UInt8]) -> [UInt8] {
    [next, 0] + uint16(offsetAndMore) + uint32(99) + payload
  }

  /// From port 49200 to port 80.
  static func tcp(
    _ payload: [UInt8] = [], flags: UInt8 = 0x18, options: [UInt8] = [], dataOffset: UInt8? = nil
  ) -> [UInt8] {
    uint16(49200) + uint16(80) + uint32(0xFFFF_FFF0) + uint32(1000)
      + [(dataOffset ?? UInt8(20 + options.count) / 4) << 4, flags] + uint16(8192)
      + [0xAB, 0xCD, 0, 0] + options + payload
  }

  static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// To `port`, from 49300.
  static func udp(_ port: Int, from source: Int = 49300, _ payload: [UInt8]) -> [UInt8] {
    uint16(source) + uint16(port) + uint16(8 + payload.count) + [0, 0] + payload
  }

  static func label(_ number: UInt32, bottom: Bool = true) -> [UInt8] {
    uint32(number << 12 | (bottom ? 0x100 : 0) | 64)
  }

  static func pppoe(_ payload: [UInt8]) -> [UInt8] {
    [0x11, 0, 0, 7] + uint16(payload.count) + payload
  }

  static func snap(_ payload: [UInt8], type: Int = 0x0800) -> [UInt8] {
    [0xAA, 0xAA, 3, 0, 0, 0] + uint16(type) + payload
  }

  /// An IEEE 802.11 frame: 0x08 is data, 0x88 data with QoS.
  static func wlan(
    _ payload: [UInt8], type: Int = 0x0800, control: UInt8 = 0x08, flags: UInt8 = 0x01,
    padding: Int = 0
  ) -> [UInt8] {
    [control, flags, 0, 0] + [UInt8](repeating: 0xEE, count: 18) + [0x10, 0]
      + (flags & 3 == 3 ? zeros(6) : []) + (control & 0x80 != 0 ? zeros(2) : [])
      + (flags & 0x80 != 0 ? zeros(4) : []) + zeros(padding) + snap(payload, type: type)
  }

  /// An IEEE 802.11 frame that carries several.
  static func aggregate(_ frames: [[UInt8]]) -> [UInt8] {
    var bytes = [0x88, 0x02, 0, 0] + zeros(20) + [0x80, 0]
    for frame in frames {
      while (bytes.count - 26) % 4 != 0 { bytes.append(0) }
      bytes += zeros(12) + uint16(frame.count) + frame
    }
    return bytes
  }

  static func radiotap(flags: UInt8? = nil, time: UInt8? = nil) -> [UInt8] {
    let present: UInt8 = (time == nil ? 0 : 1) | (flags == nil ? 0 : 2)
    // A second word of presence, so that the time must be aligned.
    var fields: [UInt8] = [present, 0, 0, 0x80, 0, 0, 0, 0]
    if let time { fields += zeros(4) + [time] + zeros(7) }
    if let flags { fields += [flags] }
    return [0, 0, UInt8(4 + fields.count), 0] + fields
  }
}
