internal import Bytes
internal import Packets

/// The blocks of a pcapng file.
///
/// Source: draft-ietf-opsawg-pcapng §3.1.
final class PcapngReader: RecordReader {
  private(set) var interfaces: [InterfaceInfo] = []
  private(set) var fractionDigits = 6
  /// The blocks of names and of secrets that were kept.
  private(set) var kept = KeptBlocks()
  private var section = PcapngSection()
  /// The time of the packet before, for those that have none.
  private var lastTime = Timestamp(nanoseconds: 0)

  func fill(
    _ row: PacketRow, _ bytes: RawSpan, after number: Int, until limit: Timestamp
  ) -> (length: Int, captured: Int) {
    var count = 0
    var place = 0
    var captured = 0
    var time = Timestamp(nanoseconds: .min)
    while count < PacketRow.capacity, let packet = ordinaryPacket(bytes, at: place),
      packet.record.time >= time, packet.record.time < limit
    {
      var record = packet.record
      time = record.time
      captured &+= record.capturedLength
      record.number = number &+ count &+ 1
      row.put(PlacedPacket(record, at: place &+ packet.start), at: count)
      place &+= packet.length
      count &+= 1
    }
    if count > 0 { lastTime = time }
    row.count = count
    return (place, captured)
  }

  /// The packet whose record begins at `place`, when nothing about it needs a second look.
  @inline(__always)
  private func ordinaryPacket(_ bytes: RawSpan, at place: Int) -> RecordedPacket? {
    let bytes = bytes.extracting(place..<bytes.byteCount)
    guard bytes.byteCount >= 32, section.word(bytes, 0) == BlockType.enhancedPacket,
      section.isSupported
    else { return nil }
    let length = Int(section.word(bytes, 4))
    guard length & 3 == 0, length <= bytes.byteCount,
      let packet = PcapngPackets.enhanced(bytes, length: length, section),
      Int(section.word(bytes, length - 4)) == length
    else { return nil }
    return packet
  }

  func read(_ bytes: RawSpan) -> RecordStep {
    guard bytes.byteCount >= Self.minimumLength else {
      return .incomplete(needed: Self.minimumLength)
    }
    let type = section.word(bytes, 0)
    if type == BlockType.section { return readSection(bytes) }
    let length = Int(section.word(bytes, 4))
    guard Self.lengths.contains(length), length & 3 == 0 else { return .doubtful }
    guard bytes.byteCount >= length else { return .incomplete(needed: length) }
    guard Int(section.word(bytes, length - 4)) == length else { return .doubtful }
    return readOther(bytes, type: type, length: length)
  }

  /// A section's header begins another numbering of interfaces, and tells its own byte order.
  private func readSection(_ bytes: RawSpan) -> RecordStep {
    guard let isBigEndian = PcapngSection.isBigEndian(bytes, at: 0) else { return .doubtful }
    let next = PcapngSection(isBigEndian: isBigEndian)
    let length = Int(next.word(bytes, 4))
    guard (28...Self.lengths.upperBound).contains(length), length & 3 == 0 else {
      return .doubtful
    }
    guard bytes.byteCount >= length else { return .incomplete(needed: length) }
    guard Int(next.word(bytes, length - 4)) == length else { return .doubtful }
    section = next
    let (major, minor) = (next.half(bytes, 12), next.half(bytes, 14))
    section.isSupported = PcapngSection.supports(major, minor)
    if section.isSupported { return .other(length: length, isNumbered: false) }
    return .unusable(length: length, .unknownVersion)
  }

  private func readOther(_ bytes: RawSpan, type: UInt32, length: Int) -> RecordStep {
    guard section.isSupported else {
      return .unusable(length: length, .unknownVersion)
    }
    switch type {
    case BlockType.interface: return readInterface(bytes.extracting(first: length))
    case BlockType.enhancedPacket, BlockType.obsoletePacket:
      let step = PcapngPackets.timed(
        bytes, length: length, section, isObsolete: type == BlockType.obsoletePacket)
      if case .packet(let packet) = step { lastTime = packet.record.time }
      return step
    case BlockType.simplePacket:
      return PcapngPackets.simple(bytes, length: length, section, time: lastTime)
    case BlockType.statistics: readStatistics(bytes.extracting(first: length))
    case BlockType.names, BlockType.secrets:
      kept.keep(
        bytes.extracting(first: length), isSecrets: type == BlockType.secrets,
        isBigEndian: section.isBigEndian)
    default: break
    }
    return .other(length: length, isNumbered: BlockType.isNumbered(type))
  }

  private func readInterface(_ bytes: RawSpan) -> RecordStep {
    let length = bytes.byteCount
    guard interfaces.count < RecordLimits.mostInterfaces else {
      return .unusable(length: length, .tooManyInterfaces)
    }
    guard let (interface, name) = PcapngInterface.read(bytes, section, index: interfaces.count)
    else {
      section.interfaces.append(nil)
      return .unusable(length: length, .shortBlock)
    }
    section.interfaces.append(interface)
    interfaces.append(
      InterfaceInfo(name: name, linkType: interface.linkType.name, snaplen: interface.snaplen))
    if interface.clock.isFine { fractionDigits = 9 }
    return .other(length: length, isNumbered: false)
  }

  /// An interface's statistics; the last ones hold.
  ///
  /// Source: draft-ietf-opsawg-pcapng §4.6.
  private func readStatistics(_ bytes: RawSpan) {
    guard bytes.byteCount >= 24 else { return }
    let number = Int(section.word(bytes, 8))
    guard number < section.interfaces.count, let interface = section.interfaces[number] else {
      return
    }
    section.forEachOption(bytes, in: 20..<bytes.byteCount - 4) { code, place, length in
      guard length == 8 else { return }
      let count = Int(clamping: section.long(bytes, place))
      switch code {
      case 4: interfaces[interface.index].received = count
      case 5: interfaces[interface.index].dropped = count
      default: break
      }
    }
  }

  func judge(_ bytes: RawSpan, isEnd: Bool) -> RecordVerdict {
    guard bytes.byteCount >= Self.minimumLength else { return .cut }
    let reason = fault(bytes)
    if reason == nil {
      if !isEnd { return .sound }
      // What is missing at the end is cut off, unless blocks that the length hides tell otherwise.
      if case .none = findRecord(bytes, from: 4, isEnd: isEnd) { return .cut }
    }
    // Numbers of interfaces would no longer be right.
    switch section.word(bytes, 0) {
    case BlockType.section:
      let isBigEndian = PcapngSection.isBigEndian(bytes, at: 0) ?? section.isBigEndian
      section = PcapngSection(isBigEndian: isBigEndian)
    case BlockType.interface: section.interfaces.append(nil)
    default: break
    }
    return .damaged(
      reason: reason ?? "a block claims more bytes than there are", searchFrom: 4)
  }

  /// What is wrong with the lengths of the block at the start of `bytes`; `nil` when it is only cut.
  private func fault(_ bytes: RawSpan) -> String? {
    var section = section
    if section.word(bytes, 0) == BlockType.section {
      guard let isBigEndian = PcapngSection.isBigEndian(bytes, at: 0) else {
        return "a section without its byte order"
      }
      section.isBigEndian = isBigEndian
    }
    let length = Int(section.word(bytes, 4))
    guard Self.lengths.contains(length), length & 3 == 0 else {
      return "a block claims to be \(length) bytes long"
    }
    guard length <= bytes.byteCount else { return nil }
    let last = section.word(bytes, length - 4)
    return "a block says at its start that it is \(length) bytes long, and \(last) at its end"
  }

  func findRecord(_ bytes: RawSpan, from first: Int, isEnd: Bool) -> RecordSearch {
    let limit = isEnd ? bytes.byteCount : bytes.byteCount / 2
    for place in min(first, limit)..<limit where isChain(bytes, at: place, isEnd: isEnd) {
      return .found(place)
    }
    return .none(before: max(first, limit))
  }

  /// Whether two blocks follow each other from `place` on, or one that ends the file.
  private func isChain(_ bytes: RawSpan, at place: Int, isEnd: Bool) -> Bool {
    var section = section
    var place = place
    for count in 0..<2 {
      if isEnd, place == bytes.byteCount { return count > 0 }
      guard bytes.byteCount - place >= Self.minimumLength else { return count > 0 }
      let type = section.word(bytes, place)
      guard BlockType.isKnown(type) else { return false }
      if type == BlockType.section {
        guard let isBigEndian = PcapngSection.isBigEndian(bytes, at: place) else { return false }
        section.isBigEndian = isBigEndian
      }
      let length = Int(section.word(bytes, place + 4))
      guard Self.lengths.contains(length), length & 3 == 0 else { return false }
      guard length <= bytes.byteCount - place else { return count > 0 }
      guard Int(section.word(bytes, place + length - 4)) == length else { return false }
      place += length
    }
    return true
  }

  private static let minimumLength = 12
  private static let lengths = 12...RecordLimits.longest
}
