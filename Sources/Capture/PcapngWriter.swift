public import Packets

/// Makes a pcapng file piece by piece: packets with comments.
///
/// Times are written in nanoseconds. Nothing of an input's own blocks is kept but its packets.
/// Source: draft-ietf-opsawg-pcapng §4.1, §4.2, §4.3, §3.5.
public struct PcapngWriter {
  private struct Interface: Hashable {
    var input: Int
    var linkType: LinkType
  }

  private var interfaces: [Interface: UInt32] = [:]
  private var bytes: [UInt8] = []

  /// Longer comments are cut: an option's length has 16 bits, and nobody reads so much.
  private static let longestComment = 4000

  /// A file that begins with its section header.
  public init() {
    block(0x0A0D_0D0A) { bytes in
      Self.append(0x1A2B_3C4D, to: &bytes)
      // Version 1.0, and a section of a length that is not told.
      Self.append(1, to: &bytes)
      for _ in 0..<8 { bytes.append(0xFF) }
    }
  }

  /// Adds a packet of an input, with comments.
  ///
  /// - Parameters:
  ///   - record: the packet's times and lengths, in bytes.
  ///   - packet: its captured bytes.
  ///   - input: the index of the input; each has interfaces of its own.
  ///   - comments: what is said of it, UTF-8.
  public mutating func append(
    _ record: PacketRecord, _ packet: RawSpan, input: Int, comments: [String] = []
  ) {
    let interface = number(of: Interface(input: input, linkType: record.linkType))
    let time = UInt64(bitPattern: record.time.nanoseconds)
    block(6) { bytes in
      Self.append(interface, to: &bytes)
      Self.append(UInt32(truncatingIfNeeded: time >> 32), to: &bytes)
      Self.append(UInt32(truncatingIfNeeded: time), to: &bytes)
      Self.append(UInt32(clamping: packet.byteCount), to: &bytes)
      Self.append(UInt32(clamping: record.wireLength), to: &bytes)
      packet.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
      Self.pad(&bytes)
      for comment in comments { Self.option(1, Self.cut(comment), to: &bytes) }
      if !comments.isEmpty { Self.append(0, to: &bytes) }
    }
  }

  /// What was made since it was last taken.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// How many bytes wait to be taken.
  public var waiting: Int { bytes.count }

  private mutating func number(of interface: Interface) -> UInt32 {
    if let number = interfaces[interface] { return number }
    let number = UInt32(interfaces.count)
    interfaces[interface] = number
    block(1) { bytes in
      Self.append(interface.linkType.rawValue & 0xFFFF, to: &bytes)
      // No snapshot length is told: 0 stands for none.
      Self.append(0, to: &bytes)
      // if_tsresol: 10⁻⁹ s.
      Self.option(9, [9], to: &bytes)
      Self.append(0, to: &bytes)
    }
    return number
  }

  /// A block: its type, its length before and after what it holds.
  private mutating func block(_ type: UInt32, _ content: (inout [UInt8]) -> Void) {
    Self.append(type, to: &bytes)
    let start = bytes.count
    Self.append(0, to: &bytes)
    content(&bytes)
    Self.pad(&bytes)
    let length = UInt32(truncatingIfNeeded: bytes.count - start + 8)
    for (offset, shift) in [0, 8, 16, 24].enumerated() {
      bytes[start + offset] = UInt8(truncatingIfNeeded: length >> UInt32(shift))
    }
    Self.append(length, to: &bytes)
  }

  private static func option(_ code: UInt16, _ value: [UInt8], to bytes: inout [UInt8]) {
    append(UInt32(code) | UInt32(value.count) << 16, to: &bytes)
    bytes += value
    pad(&bytes)
  }

  /// A comment, not cut within a character.
  private static func cut(_ comment: String) -> [UInt8] {
    guard comment.utf8.count > longestComment else { return Array(comment.utf8) }
    var result = ""
    for scalar in comment.unicodeScalars {
      if result.utf8.count > longestComment - 8 { break }
      result.unicodeScalars.append(scalar)
    }
    return Array("\(result)…".utf8)
  }

  /// All blocks and options begin at a multiple of four, and so does what is taken.
  private static func pad(_ bytes: inout [UInt8]) {
    while bytes.count % 4 != 0 { bytes.append(0) }
  }

  private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
    for shift in [UInt32(0), 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
  }
}
