import Packets

/// How a capture file writes its numbers.
///
/// Source: draft-ietf-opsawg-pcap §4 and §5.
public struct PcapFormat: Hashable, Sendable {
  /// The unit of the second half of a time stamp.
  public enum Precision: Hashable, Sendable {
    case microseconds, nanoseconds
  }

  /// The unit of the second half of a time stamp.
  public var precision: Precision
  /// The order of the bytes of all numbers in the file's own headers.
  public var order: ByteOrder

  /// A format with this precision and byte order.
  public init(_ precision: Precision = .microseconds, _ order: ByteOrder = .little) {
    self.precision = precision
    self.order = order
  }

  /// Appends the file's header.
  func appendHeader(snaplen: UInt32, linkType: LinkType, to bytes: inout [UInt8]) {
    bytes.append(precision == .microseconds ? 0xA1B2_C3D4 : 0xA1B2_3C4D as UInt32, order)
    bytes.append(2 as UInt16, order)
    bytes.append(4 as UInt16, order)
    bytes.append(0 as UInt64, order)
    bytes.append(snaplen, order)
    bytes.append(linkType.rawValue, order)
  }

  /// Appends the header of a packet.
  func appendRecord(time: Timestamp, captured: Int, length: Int, to bytes: inout [UInt8]) {
    let seconds = time.nanoseconds / 1_000_000_000
    let rest = time.nanoseconds % 1_000_000_000
    bytes.append(UInt32(truncatingIfNeeded: seconds), order)
    bytes.append(UInt32(precision == .microseconds ? rest / 1000 : rest), order)
    bytes.append(UInt32(captured), order)
    bytes.append(UInt32(length), order)
  }
}
