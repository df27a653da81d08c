internal import Bytes

/// An IEEE 802.2 header, as far as it may lead to IP.
///
/// Source: RFC 1042, page 3.
public struct LLCHeader: Equatable, Sendable {
  /// The protocol that follows, or `nil` when there is no SNAP header with an EtherType.
  public var etherType: UInt16?

  /// The length of the header with SNAP, in bytes.
  public static let length = 8

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when not even its service access points fit, or not the SNAP header
  ///   that they announce.
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= 3 else {
      throw .truncated(.llc, need: 3, have: bytes.byteCount)
    }
    guard bytes.uint16(at: 0) == 0xAAAA, bytes.byte(at: 2) == 0x03 else { return }
    guard bytes.byteCount >= Self.length else {
      throw .truncated(.llc, need: Self.length, have: bytes.byteCount)
    }
    // An organization code other than 0 gives the number a meaning of its own.
    if bytes.uint32(at: 2) == 0x0300_0000 { etherType = bytes.uint16(at: 6) }
  }
}
