public import Packets

/// The blocks of a pcapng file with one interface, little-endian, with times in nanoseconds.
///
/// Pure: what it makes are bytes. Source: draft-ietf-opsawg-pcapng §4.
public struct PcapngEncoder: Sendable {
  /// What begins a file: the section's header and the description of the interface.
  public let header: [UInt8]

  /// Files of packets of one interface.
  ///
  /// - Parameters:
  ///   - interface: Its name.
  ///   - linkType: What its packets begin with.
  ///   - snaplen: The most bytes kept of a packet.
  ///   - filter: The filter expression that was applied; `nil`: none.
  ///   - application: The program that writes, with its version.
  public init(
    interface: String, linkType: LinkType, snaplen: Int, filter: String?, application: String
  ) {
    var bytes: [UInt8] = []
    Self.block(0x0A0D_0D0A, into: &bytes) { bytes in
      Self.append(UInt32(0x1A2B_3C4D), to: &bytes)
      Self.append(UInt16(1), to: &bytes)
      Self.append(UInt16(0), to: &bytes)
      // The length of the section is not known before it is written.
      Self.append(UInt64.max, to: &bytes)
      Self.option(4, Array(application.utf8), to: &bytes)
      Self.endOptions(&bytes)
    }
    Self.block(1, into: &bytes) { bytes in
      Self.append(UInt16(truncatingIfNeeded: linkType.rawValue), to: &bytes)
      Self.append(UInt16(0), to: &bytes)
      Self.append(UInt32(clamping: snaplen), to: &bytes)
      Self.option(2, Array(interface.utf8.prefix(256)), to: &bytes)
      // Units of 10⁻⁹ s.
      Self.option(9, [9], to: &bytes)
      // A filter expression as text has the code 0 before it.
      if let filter { Self.option(11, [0] + Array(filter.utf8.prefix(4096)), to: &bytes) }
      Self.endOptions(&bytes)
    }
    header = bytes
  }

  /// Writes a packet: its own lengths, and how many were lost before it where there were any.
  @inline(__always)
  public func append(_ record: PacketRecord, _ data: RawSpan, to bytes: inout [UInt8]) {
    let padding = -data.byteCount & 3
    let options = record.droppedBefore > 0 ? 16 : 0
    let length = UInt32(truncatingIfNeeded: 32 + data.byteCount + padding + options)
    Self.append(UInt32(6), to: &bytes)
    Self.append(length, to: &bytes)
    Self.append(UInt32(0), to: &bytes)
    let time = UInt64(bitPattern: record.time.nanoseconds)
    Self.append(UInt32(truncatingIfNeeded: time >> 32), to: &bytes)
    Self.append(UInt32(truncatingIfNeeded: time), to: &bytes)
    Self.append(UInt32(truncatingIfNeeded: data.byteCount), to: &bytes)
    Self.append(UInt32(clamping: record.wireLength), to: &bytes)
    data.withUnsafeBytes { bytes.append(contentsOf: $0) }
    for _ in 0..<padding { bytes.append(0) }
    if options > 0 {
      Self.append(UInt16(4), to: &bytes)
      Self.append(UInt16(8), to: &bytes)
      Self.append(UInt64(record.droppedBefore), to: &bytes)
      Self.endOptions(&bytes)
    }
    Self.append(length, to: &bytes)
  }

  /// What ends a file: what the kernel counted while it was written.
  ///
  /// - Parameters:
  ///   - counts: The counts, from the start of the capture.
  ///   - times: From the first packet to the last; `nil` where there was none.
  /// - Returns: The block.
  public func statistics(
    _ counts: CaptureCounts, times: ClosedRange<Timestamp>?
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ time: Timestamp, to bytes: inout [UInt8]) {
      let time = UInt64(bitPattern: time.nanoseconds)
      Self.append(UInt32(truncatingIfNeeded: time >> 32), to: &bytes)
      Self.append(UInt32(truncatingIfNeeded: time), to: &bytes)
    }
    func words(_ time: Timestamp) -> [UInt8] {
      var words: [UInt8] = []
      append(time, to: &words)
      return words
    }
    func long(_ value: Int) -> [UInt8] {
      var bytes: [UInt8] = []
      Self.append(UInt64(clamping: value), to: &bytes)
      return bytes
    }
    Self.block(5, into: &bytes) { bytes in
      Self.append(UInt32(0), to: &bytes)
      append(times?.upperBound ?? Timestamp(nanoseconds: 0), to: &bytes)
      if let times {
        Self.option(2, words(times.lowerBound), to: &bytes)
        Self.option(3, words(times.upperBound), to: &bytes)
      }
      Self.option(4, long(counts.received), to: &bytes)
      // As dumpcap does: all that was lost, which readers show as the packets dropped.
      Self.option(5, long(counts.lost), to: &bytes)
      Self.option(7, long(counts.dropped), to: &bytes)
      Self.endOptions(&bytes)
    }
    return bytes
  }

  /// How many of the first `count` bytes of blocks are blocks that end there or before.
  static func wholeBlocks(of bytes: [UInt8], within count: Int) -> Int {
    var end = 0
    while count - end >= 12 {
      let length = (4..<8).reduce(0) { $0 | Int(bytes[end + $1]) << (($1 - 4) * 8) }
      guard length >= 12, length <= count - end else { break }
      end += length
    }
    return end
  }

  // MARK: Parts

  private static func block(
    _ type: UInt32, into bytes: inout [UInt8], _ body: (inout [UInt8]) -> Void
  ) {
    var content: [UInt8] = []
    body(&content)
    let length = UInt32(12 + content.count)
    append(type, to: &bytes)
    append(length, to: &bytes)
    bytes += content
    append(length, to: &bytes)
  }

  private static func option(_ code: UInt16, _ value: [UInt8], to bytes: inout [UInt8]) {
    append(code, to: &bytes)
    append(UInt16(truncatingIfNeeded: value.count), to: &bytes)
    bytes += value
    for _ in 0..<(-value.count & 3) { bytes.append(0) }
  }

  private static func endOptions(_ bytes: inout [UInt8]) { append(UInt32(0), to: &bytes) }

  @inline(__always)
  private static func append<Value: FixedWidthInteger>(_ value: Value, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
