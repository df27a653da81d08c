internal import Bytes
internal import Packets

/// The three blocks that hold packets.
///
/// Each is a whole block, its lengths checked; what they give is `unusable` when it contradicts itself.
enum PcapngPackets {
  /// Reads an enhanced packet block of that length; `nil` when it contradicts itself.
  ///
  /// Source: draft-ietf-opsawg-pcapng §4.3.
  @inline(__always)
  static func enhanced(
    _ bytes: RawSpan, length: Int, _ section: borrowing PcapngSection
  ) -> RecordedPacket? {
    let number = Int(section.word(bytes, 8))
    guard length >= 32, number < section.interfaces.count,
      let interface = section.interfaces[number]
    else { return nil }
    let captured = Int(section.word(bytes, 20))
    guard captured <= length - 32 else { return nil }
    return packet(bytes, length: length, section, interface, captured: captured)
  }

  @inline(__always)
  private static func packet(
    _ bytes: RawSpan, length: Int, _ section: borrowing PcapngSection,
    _ interface: PcapngInterface, captured: Int
  ) -> RecordedPacket {
    let units = UInt64(section.word(bytes, 12)) << 32 | UInt64(section.word(bytes, 16))
    var record = PacketRecord(
      number: 0, time: interface.clock.time(units), linkType: interface.linkType,
      capturedLength: captured, wireLength: Int(section.word(bytes, 24)))
    // Few packets have options.
    if captured + 36 <= length { record.droppedBefore = dropped(bytes, length, section, captured) }
    return RecordedPacket(record: record, start: 28, length: length)
  }

  /// How many packets were lost before this one, as its options tell.
  @inline(never)
  private static func dropped(
    _ bytes: RawSpan, _ length: Int, _ section: borrowing PcapngSection, _ captured: Int
  ) -> Int {
    var count = 0
    let start = 28 + (captured + 3) & ~3
    guard start <= length - 4 else { return 0 }
    section.forEachOption(bytes, in: start..<length - 4) { code, place, size in
      if code == 4, size == 8 { count = Int(clamping: section.long(bytes, place)) }
    }
    return count
  }

  /// Reads an enhanced packet block, or an obsolete one, which has a shorter number of its interface.
  ///
  /// Source: draft-ietf-opsawg-pcapng §4.3 and appendix A.
  static func timed(
    _ bytes: RawSpan, length: Int, _ section: PcapngSection, isObsolete: Bool
  ) -> RecordStep {
    guard length >= 32 else { return .unusable(length: length, .shortBlock) }
    let number = isObsolete ? Int(section.half(bytes, 8)) : Int(section.word(bytes, 8))
    guard number < section.interfaces.count, let interface = section.interfaces[number] else {
      return .unusable(length: length, .undescribedInterface(number))
    }
    let captured = Int(section.word(bytes, 20))
    guard captured <= length - 32 else {
      return .unusable(length: length, .packetBeyondBlock(captured: captured))
    }
    return .packet(packet(bytes, length: length, section, interface, captured: captured))
  }

  /// Reads a simple packet block, which has no time: `time` stands for it.
  ///
  /// Source: draft-ietf-opsawg-pcapng §4.4.
  static func simple(
    _ bytes: RawSpan, length: Int, _ section: PcapngSection, time: Timestamp
  ) -> RecordStep {
    guard length >= 16 else { return .unusable(length: length, .shortBlock) }
    guard let first = section.interfaces.first, let interface = first else {
      return .unusable(length: length, .undescribedInterface(0))
    }
    let wire = Int(section.word(bytes, 8))
    let limit = interface.snaplen == 0 ? wire : min(wire, interface.snaplen)
    // It ends with up to three bytes of padding, which the lengths alone do not tell from data.
    let record = PacketRecord(
      number: 0, time: time, linkType: interface.linkType,
      capturedLength: min(limit, length - 16), wireLength: wire)
    return .packet(RecordedPacket(record: record, start: 12, length: length))
  }
}
