internal import Bytes

/// The header of an Ethernet frame, without the addresses.
///
/// Source: IEEE 802.3 §3.2.
public struct EthernetFrame: Equatable, Sendable {
  /// The protocol that follows, or a length when below 1536.
  public var etherType: UInt16

  /// The length of the header, in bytes.
  public static let length = 14

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit.
  @inline(__always)
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= Self.length else {
      throw .truncated(.ethernet, need: Self.length, have: bytes.byteCount)
    }
    etherType = bytes.uint16(at: 12)
  }
}

/// What follows the EtherType of a VLAN tag.
///
/// Source: IEEE 802.1Q §9.6.
public struct VLANTag: Equatable, Sendable {
  /// Priority, drop eligibility and VLAN identifier.
  public var control: UInt16
  /// The protocol that follows, or a length when below 1536.
  public var etherType: UInt16

  /// The length, in bytes, without the EtherType that came before.
  public static let length = 4

  /// Reads the tag at the start of `bytes`, behind its own EtherType.
  ///
  /// - Throws: `.truncated` when it does not fit.
  @inline(__always)
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= Self.length else {
      throw .truncated(.vlan, need: Self.length, have: bytes.byteCount)
    }
    control = bytes.uint16(at: 0)
    etherType = bytes.uint16(at: 2)
  }
}
