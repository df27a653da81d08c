internal import Bytes
internal import Packets

/// The records of a pcap file.
///
/// Source: draft-ietf-opsawg-pcap §5.
final class PcapReader: RecordReader {
  let interfaces: [InterfaceInfo]
  let fractionDigits: Int
  private let isBigEndian: Bool
  private let unit: Int64
  private let unitsPerSecond: Int64
  private let headerLength: Int
  private let lengthOrder: PcapHeader.LengthOrder
  let linkType: LinkType
  private let snaplen: Int
  /// The most bytes that a packet of this link type can have.
  private let longest: Int
  /// The time of the packet before, in seconds; `nil` before the first.
  private var lastSeconds: Int64?
  /// Whether the next record was judged and found sound.
  private var isTrusted = false

  init(_ header: PcapHeader) {
    isBigEndian = header.isBigEndian
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
  private struct Header {
    var seconds: Int64
    var fraction: Int64
    var captured: Int
    var wire: Int

    /// Zeros, as holes in damaged files have them, are no packet.
    var isEmpty: Bool { seconds | fraction == 0 && captured | wire == 0 }
  }

  @inline(__always)
  private func header(_ bytes: RawSpan, at offset: Int) -> Header {
    var seconds = bytes.uint32LittleEndian(at: offset)
    var fraction = bytes.uint32LittleEndian(at: offset + 4)
    var captured = bytes.uint32LittleEndian(at: offset + 8)
    var wire = bytes.uint32LittleEndian(at: offset + 12)
    if isBigEndian {
      seconds = seconds.byteSwapped
      fraction = fraction.byteSwapped
      captured = captured.byteSwapped
      wire = wire.byteSwapped
    }
    if lengthOrder != .capturedFirst, lengthOrder == .wireFirst || captured > wire {
      swap(&captured, &wire)
    }
    return Header(
      seconds: Int64(seconds), fraction: Int64(fraction), captured: Int(captured), wire: Int(wire))
  }

  @inline(__always)
  func read(_ bytes: RawSpan) -> RecordStep {
    let available = bytes.byteCount
    guard available >= headerLength else { return .incomplete(needed: headerLength) }
    let header = header(bytes, at: 0)
    guard header.captured <= longest else { return .doubtful }
    let length = headerLength + header.captured
    // What follows is asked about each record, so that nothing depends on how much is here.
    let needed = isTrusted ? length : length + headerLength
    guard needed <= available else { return .incomplete(needed: needed) }
    guard isTrusted || isUsual(bytes, at: length, after: header.seconds) else { return .doubtful }
    isTrusted = false
    lastSeconds = header.seconds
    // A fraction that is none at all tells nothing.
    let fraction = header.fraction < 2 * unitsPerSecond ? header.fraction : 0
    // Neither product nor sum can overflow: the fields have 32 bits.
    let time = header.seconds &* 1_000_000_000 &+ fraction &* unit
    let record = PacketRecord(
      number: 0, time: Timestamp(nanoseconds: time), linkType: linkType,
      capturedLength: header.captured, wireLength: header.wire)
    return .packet(record, start: headerLength, length: length)
  }

  /// Whether a header has what a capture seldom does, so that it is believed only with what follows.
  @inline(__always)
  private func isOdd(_ header: Header) -> Bool {
    header.fraction >= unitsPerSecond || header.captured > min(header.wire, snaplen)
      || header.isEmpty || !isNear(header.seconds, within: Self.decade)
  }

  @inline(__always)
  private func isNear(_ seconds: Int64, within limit: Int64) -> Bool {
    guard let lastSeconds else { return true }
    return abs(seconds - lastSeconds) <= limit
  }

  /// Whether the header at `offset` is one as captures have them, after a record of that time.
  @inline(__always)
  private func isUsual(_ bytes: RawSpan, at offset: Int, after seconds: Int64) -> Bool {
    let header = header(bytes, at: offset)
    return header.captured <= min(header.wire, longest) && header.fraction < unitsPerSecond
      && 1...Self.longestOnWire ~= header.wire && abs(header.seconds - seconds) <= Self.decade
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
      && (bytes.byteCount - end < headerLength || isUsual(bytes, at: end, after: header.seconds))
    if !doesEndWell, isWhole || isEnd,
      let next = chain(bytes, in: headerLength..<min(end, bytes.byteCount), isEnd: isEnd)
    {
      let reason = "a record claims to hold \(header.captured) bytes, among which others begin"
      return .damaged(reason: reason, searchFrom: next)
    }
    if !isWhole, isEnd { return .cut }
    if isWhole, isOdd(header), !doesEndWell, !isFollowed(bytes, at: end, isEnd: isEnd) {
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
      if isNear(header(bytes, at: place).seconds, within: Self.day) { return place }
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
        abs(header.seconds - (previous ?? header.seconds)) <= 30 * Self.day
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
