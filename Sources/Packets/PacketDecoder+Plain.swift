internal import Bytes

extension PacketDecoder {
  /// The segment of a packet as most are: Ethernet, perhaps one VLAN tag, IPv4 without options and
  /// not in pieces, TCP with nothing amiss.
  ///
  /// It finds what the loop over the layers would find, without asking at each header what comes
  /// next.
  ///
  /// - Returns: The segment, or `nil` when the packet is another, for the loop to read.
  @inline(__always)
  static func plain(_ bytes: RawSpan, wireLength: Int) -> Segment? {
    guard bytes.byteCount >= 14 + headersLength else { return nil }
    var start = 14
    var type = bytes.uint16(at: 12)
    if type == 0x8100 {
      start = 18
      type = bytes.uint16(at: 16)
    }
    guard type == 0x0800, bytes.byteCount >= start + headersLength else { return nil }
    // A span of known length, in which no read needs to be checked.
    let headers = bytes.extracting(start..<start + headersLength)
    // Version and length; the bit "more fragments" and the offset, then the protocol.
    guard headers.byte(at: 0) == 0x45, headers.uint32(at: 6) & 0x3FFF_00FF == 6 else { return nil }
    let total = Int(headers.uint16(at: 2))
    let length = Int(headers.byte(at: 32) >> 4) * 4
    guard length >= TCPHeader.minimumLength, total >= 20 + length else { return nil }
    let end = min(bytes.byteCount, start + total)
    let data = min(start + 20 + length, end)
    return Segment(
      source: Endpoint(
        address: IPAddress(ipv4: headers.uint32(at: 12)), port: headers.uint16(at: 20)),
      destination: Endpoint(
        address: IPAddress(ipv4: headers.uint32(at: 16)), port: headers.uint16(at: 22)),
      sequence: headers.uint32(at: 24),
      acknowledgement: headers.uint32(at: 28),
      flags: TCPFlags(rawValue: headers.byte(at: 33)),
      window: headers.uint16(at: 34),
      payload: data..<end,
      payloadLength: total - 20 - length,
      options: start + 40..<data,
      identification: UInt32(headers.uint16(at: 36)) << 16 | UInt32(headers.uint16(at: 4)),
      hopLimit: headers.byte(at: 8))
  }

  /// The length of the fixed parts of IPv4 and TCP, in bytes.
  private static var headersLength: Int { 40 }
}
