internal import Bytes
internal import Packets

/// The records of a pcap file.
///
/// Source: draft-ietf-opsawg-pcap §5.
final class PcapReader: RecordReader {
  let interfaces: [InterfaceInfo]
  let fractionDigits: Int
  private let isBigEndian: Bool
  /// Whether headers are as this machine reads them.
  let isPlain: Bool
  let unit: Int64
  let unitsPerSecond: Int64
  let headerLength: Int
  private let lengthOrder: PcapHeader.LengthOrder
  let linkType: LinkType
  let snaplen: Int
  /// The most bytes that a packet of this link type can have.
  private let longest: Int
  /// The time of the packet before, in seconds; `nil` before the first.
  var lastSeconds: Int64?
  /// Whether the next record was judged and found sound.
  private var isTrusted = false
  /// Whether the next header was found usual when the record before it was read.
  var isJudged = false

  init(_ header: PcapHeader) {
    isBigEndian = header.isBigEndian
    isPlain = !header.isBigEndian && header.lengthOrder == .capturedFirst
    unit = header.unit
    unitsPerSecond = 1_000_000_000 / header.unit
    headerLength = header.recordHeaderLength
    lengthOrder = header.lengthOrder
    linkType = header.linkType
    longest = header.linkType.longestPacket(snaplen: header.snaplen)
    snaplen = (1...longest).contains(header.snaplen) ? header.snaplen : longest
    fractionDigits = header.unit == 1 ? 9 : 6
    interfaces = [InterfaceInfo(linkType: header.linkType.name, snaplen: snaplen)]
  }

  /// What stands before a packet.
  struct Header {
    var seconds: Int64
    var fraction: Int64
    var captured: Int
    var wire: Int

    /// Zeros, as holes in damaged files have them, are no packet.
    var isEmpty: Bool { seconds | fraction == 0 && captured | wire == 0 }
  }

  @inline(__always)
  func header(_ bytes: RawSpan, at offset: Int) -> Header {
    // One check of bounds for four fields: this is half the time of the whole loop.
    precondition(offset >= 0 && offset <= bytes.byteCount &- 16)
    let header = Self.header(unchecked: bytes, at: offset)
    return isPlain ? header : turned(header)
  }

  /// The header at an offset behind which there are 16 bytes, as this machine reads it.
  @inline(__always)
  static func header(unchecked bytes: RawSpan, at offset: Int) -> Header {
    let times = unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    let lengths = unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset &+ 8, as: UInt64.self)
    )
    return Header(
      seconds: Int64(times & 0xFFFF_FFFF), fraction: Int64(times >> 32),
      captured: Int(lengths & 0xFFFF_FFFF), wire: Int(lengths >> 32))
  }

  /// A header whose fields were read in the wrong byte order, or in the wrong order.
  @inline(never)
  func turned(_ header: Header) -> Header {
    var header = header
    if isBigEndian {
      header.seconds = Int64(UInt32(header.seconds).byteSwapped)
      header.fraction = Int64(UInt32(header.fraction).byteSwapped)
      header.captured = Int(UInt32(header.captured).byteSwapped)
      header.wire = Int(UInt32(header.wire).byteSwapped)
    }
    let isSwapped =
      switch lengthOrder {
      case .capturedFirst: false
      case .wireFirst: true
      case .either: header.captured > header.wire
      }
    if isSwapped { swap(&header.captured, &header.wire) }
    return header
  }

  func read(_ bytes: RawSpan) -> RecordStep {
    isJudged = false
    let available = bytes.byteCount
    guard available >= headerLength else { return .incomplete(needed: headerLength) }
    let header = header(bytes, at: 0)
    guard header.captured <= longest else { return .doubtful }
    let length = headerLength + header.captured
    // What follows is asked about each record, so that nothing depends on how much is here.
    let needed = isTrusted ? length : length + headerLength
    guard needed <= available else { return .incomplete(needed: needed) }
    if !isTrusted,
      !isUsual(header, after: lastSeconds)
        || !isUsual(self.header(bytes, at: length), after: header.seconds)
    {
      // Here too: what can be read of them is waited for.
      let reach = reachOfNext(bytes, at: length)
      guard reach <= available else { return .incomplete(needed: reach) }
      guard isFollowed(bytes, at: length) else { return .doubtful }
    }
    isTrusted = false
    return .packet(packet(header))
  }

  @inline(__always)
  private func packet(_ header: Header) -> RecordedPacket {
    lastSeconds = header.seconds
    // A fraction that is none at all tells nothing.
    let fraction = header.fraction < 2 &* unitsPerSecond ? header.fraction : 0
    // Neither product nor sum can overflow: the fields have 32 bits.
    let time = header.seconds &* 1_000_000_000 &+ fraction &* unit
    let record = PacketRecord(
      number: 0, time: Timestamp(nanoseconds: time), linkType: linkType,
      capturedLength: header.captured, wireLength: header.wire)
    return RecordedPacket(
      record: record, start: headerLength, length: headerLength + header.captured)
  }

  /// Whether a header is as captures have them after a record of that time; one that is not is believed
  /// only with what follows.
  @inline(__always)
  func isUsual(_ header: Header, after seconds: Int64?) -> Bool {
    Self.isUsual(header, after: seconds ?? header.seconds, snaplen, unitsPerSecond)
  }

  @inline(__always)
  static func isUsual(
    _ header: Header, after seconds: Int64, _ snaplen: Int, _ unitsPerSecond: Int64
  ) -> Bool {
    header.captured <= min(header.wire, snaplen) && header.fraction < unitsPerSecond
      && 1...longestOnWire ~= header.wire && isWithin(decade, header.seconds, seconds)
  }

  /// Whether two times, of 32 bits each, are so near to each other.
  @inline(__always)
  private static func isWithin(_ limit: Int64, _ a: Int64, _ b: Int64) -> Bool {
    (0...2 * limit).contains(a &- b &+ limit)
  }

  /// Whether two headers that can be read follow each other from `offset` on; or up to the end of the
  /// file, when that is here.
  private func isFollowed(_ bytes: RawSpan, at offset: Int, isEnd: Bool = false) -> Bool {
    var offset = offset
    for _ in 0..<2 {
      guard bytes.byteCount - offset >= headerLength else { return isEnd }
      let header = header(bytes, at: offset)
      if header.captured > longest || header.isEmpty { return false }
      offset += headerLength + header.captured
    }
    return true
  }

  /// How many bytes must be here to tell what follows, when the next header is at `offset`.
  private func reachOfNext(_ bytes: RawSpan, at offset: Int) -> Int {
    let next = header(bytes, at: offset)
    if next.captured > longest || next.isEmpty { return offset + headerLength }
    return offset + headerLength + next.captured + headerLength
  }

  func judge(_ bytes: RawSpan, isEnd: Bool) -> RecordVerdict {
    guard bytes.byteCount >= headerLength else { return .cut }
    let header = header(bytes, at: 0)
    guard header.captured <= longest else {
      let reason = "a record claims to hold \(header.captured) bytes"
      return .damaged(reason: reason, searchFrom: 1)
    }
    let end = headerLength + header.captured
    let isWhole = end <= bytes.byteCount
    // The length lies when records follow each other before it ends, and do not go on where it ends.
    let doesEndWell =
      isWhole
      && (bytes.byteCount - end < headerLength
        || isUsual(self.header(bytes, at: end), after: header.seconds))
    if !doesEndWell, isWhole || isEnd,
      let next = chain(bytes, in: headerLength..<min(end, bytes.byteCount), isEnd: isEnd)
    {
      let reason = "a record claims to hold \(header.captured) bytes, among which others begin"
      return .damaged(reason: reason, searchFrom: next)
    }
    if !isWhole, isEnd { return .cut }
    if isWhole, !isUsual(header, after: lastSeconds), !doesEndWell,
      !isFollowed(bytes, at: end, isEnd: isEnd)
    {
      return .damaged(reason: "a record's header makes no sense", searchFrom: 1)
    }
    isTrusted = true
    return .sound
  }

  func findRecord(_ bytes: RawSpan, from first: Int, isEnd: Bool) -> RecordSearch {
    // Where more is to come, the second half serves to look ahead.
    let limit = isEnd ? bytes.byteCount : bytes.byteCount / 2
    if let place = chain(bytes, in: min(first, limit)..<limit, isEnd: isEnd) {
      return .found(place)
    }
    return .none(before: max(first, limit))
  }

  /// The first place among `places` from which records follow each other; first of all one whose time
  /// is near that of the packet before, because a packet may carry a capture.
  private func chain(_ bytes: RawSpan, in places: Range<Int>, isEnd: Bool) -> Int? {
    var far: Int?
    for place in places where isChain(bytes, at: place, isEnd: isEnd) {
      let seconds = header(bytes, at: place).seconds
      if Self.isWithin(Self.day, seconds, lastSeconds ?? seconds) { return place }
      far = far ?? place
    }
    return far
  }

  /// Whether plausible records follow each other from `place` on, four or all that there are.
  private func isChain(_ bytes: RawSpan, at place: Int, isEnd: Bool) -> Bool {
    var place = place
    var previous: Int64?
    for count in 0..<4 {
      if isEnd, place == bytes.byteCount { return count > 0 }
      guard bytes.byteCount - place >= headerLength else { return count > (isEnd ? 1 : 0) }
      let header = header(bytes, at: place)
      guard header.captured <= min(longest, header.wire), header.fraction < unitsPerSecond,
        1...Self.longestOnWire ~= header.wire,
        Self.isWithin(30 * Self.day, header.seconds, previous ?? header.seconds)
      else { return false }
      previous = header.seconds
      place += headerLength + header.captured
    }
    return true
  }

  private static let day: Int64 = 24 * 3600
  private static let decade = 3652 * day
  /// No network has longer packets; what claims more is not where a search ends.
  private static let longestOnWire = 16 * 1024 * 1024
}
