internal import Bytes
internal import Packets

/// The header of a pcap file.
///
/// Source: draft-ietf-opsawg-pcap §4; `sf-pcap.c` of libpcap for what came before it.
struct PcapHeader {
  var isBigEndian: Bool
  /// Nanoseconds in the unit that times have their fraction in.
  var unit: Int64
  /// The length of this header, in bytes.
  var length: Int
  /// The length of what stands before each packet, in bytes.
  var recordHeaderLength: Int
  var lengthOrder: LengthOrder
  var linkType: LinkType
  var snaplen: Int

  /// In which order a record has its two lengths.
  enum LengthOrder {
    case capturedFirst, wireFirst
    /// Either: the smaller one is what was captured.
    case either
  }

  /// Whether a file that begins with these four bytes, most significant first, is a pcap file.
  static func isMagic(_ magic: UInt32) -> Bool { Variant(magic) != nil }

  /// Reads the header at the start of `bytes`; `nil` when they end within it.
  ///
  /// - Throws: What it has that we cannot read.
  init?(_ bytes: RawSpan) throws(Unsupported) {
    guard bytes.byteCount >= Self.minimumLength,
      let variant = Variant(bytes.uint32(at: Field.magic))
    else { return nil }
    isBigEndian = variant.isBigEndian
    unit = variant.unit
    length = variant.length
    recordHeaderLength = variant.recordHeaderLength
    guard bytes.byteCount >= length else { return nil }
    func word(_ offset: Int) -> UInt32 {
      variant.isBigEndian ? bytes.uint32(at: offset) : bytes.uint32LittleEndian(at: offset)
    }
    func half(_ offset: Int) -> UInt16 {
      variant.isBigEndian ? bytes.uint16(at: offset) : bytes.uint16LittleEndian(at: offset)
    }
    switch (half(Field.major), half(Field.minor)) {
    case (2, 0..<3), (543, 0): lengthOrder = .wireFirst
    case (2, 3): lengthOrder = .either
    case (2, _): lengthOrder = .capturedFirst
    case (let major, let minor): throw Unsupported(what: "version \(major).\(minor) of pcap")
    }
    // Above are the length of a frame check sequence, and whether it is told.
    linkType = LinkType(fileNumber: word(Field.linkType) & 0x03FF_FFFF)
    snaplen = Int(word(Field.snaplen))
  }

  struct Unsupported: Error, Equatable { var what: String }

  static let minimumLength = 24
  private enum Field {
    static let magic = 0
    static let major = 4
    static let minor = 6
    static let snaplen = 16
    static let linkType = 20
  }

  /// What the magic number tells.
  private struct Variant {
    var isBigEndian: Bool
    var unit: Int64 = 1000
    var length = 24
    var recordHeaderLength = 16

    init?(_ magic: UInt32) {
      switch magic {
      case 0xA1B2_C3D4, 0xA1B2_3C4D, 0xA1B2_CD34, 0x1C00_01AB, 0x1C00_01AC: isBigEndian = true
      default: isBigEndian = false
      }
      switch isBigEndian ? magic : magic.byteSwapped {
      case 0xA1B2_C3D4: break
      case 0xA1B2_3C4D: unit = 1
      // Kuznetsov's: interface, protocol and direction follow the lengths of each record.
      case 0xA1B2_CD34: recordHeaderLength = 24
      // IXIA's, of hardware and of software: the length of all records follows the header.
      case 0x1C00_01AB, 0x1C00_01AC: length = 28
      default: return nil
      }
    }
  }
}
