internal import Bytes
internal import Packets

/// The three blocks that hold packets.
///
/// Each is a whole block, its lengths checked; what they give is `unusable` when it contradicts itself.
enum PcapngPackets {
  /// Reads an enhanced packet block.
  ///
  /// Source: draft-ietf-opsawg-pcapng §4.3.
  @inline(__always)
  static func enhanced(_ bytes: RawSpan, length: Int, _ section: PcapngSection) -> RecordStep {
    guard length >= 32 else { return .tooShort(length) }
    let interface = section.word(bytes, 8)
    return timed(bytes, length: length, section, interface: Int(interface))
  }

  /// Reads an obsolete packet block.
  ///
  /// Source: draft-ietf-opsawg-pcapng, appendix A.
  static func obsolete(_ bytes: RawSpan, length: Int, _ section: PcapngSection) -> RecordStep {
    guard length >= 32 else { return .tooShort(length) }
    return timed(bytes, length: length, section, interface: Int(section.half(bytes, 8)))
  }

  /// What both have in common: all but the number of the interface.
  @inline(__always)
  private static func timed(
    _ bytes: RawSpan, length: Int, _ section: PcapngSection, interface number: Int
  ) -> RecordStep {
    guard number < section.interfaces.count, let interface = section.interfaces[number] else {
      return .unusable(length: length, reason: "a packet of interface \(number), never described")
    }
    let units = UInt64(section.word(bytes, 12)) << 32 | UInt64(section.word(bytes, 16))
    let captured = Int(section.word(bytes, 20))
    guard captured <= length - 32 else {
      return .unusable(
        length: length, reason: "a packet of \(captured) bytes in a block of \(length)")
    }
    let record = PacketRecord(
      number: 0, time: interface.clock.time(units), linkType: interface.linkType,
      capturedLength: captured, wireLength: Int(section.word(bytes, 24)))
    return .packet(record, start: 28, length: length)
  }

  /// Reads a simple packet block, which has no time: `time` stands for it.
  ///
  /// Source: draft-ietf-opsawg-pcapng §4.4.
  static func simple(
    _ bytes: RawSpan, length: Int, _ section: PcapngSection, time: Timestamp
  ) -> RecordStep {
    guard length >= 16 else { return .tooShort(length) }
    guard let first = section.interfaces.first, let interface = first else {
      return .unusable(length: length, reason: "a packet of interface 0, never described")
    }
    let wire = Int(section.word(bytes, 8))
    let limit = interface.snaplen == 0 ? wire : min(wire, interface.snaplen)
    // It ends with up to three bytes of padding, which the lengths alone do not tell from data.
    let record = PacketRecord(
      number: 0, time: time, linkType: interface.linkType,
      capturedLength: min(limit, length - 16), wireLength: wire)
    return .packet(record, start: 12, length: length)
  }
}

extension RecordStep {
  static func tooShort(_ length: Int) -> RecordStep {
    .unusable(length: length, reason: "a packet in a block of \(length) bytes")
  }
}
