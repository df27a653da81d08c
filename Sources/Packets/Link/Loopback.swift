internal import Bytes

/// The header of a BSD loopback packet: the address family.
///
/// It is in the byte order of the capturing machine, or of the network; a family is a small number,
/// which tells them apart. Source: the tcpdump group's registry, LINKTYPE_NULL and LINKTYPE_LOOP.
public struct Loopback: Equatable, Sendable {
  /// The address family, as the capturing system numbers it.
  public var family: UInt32

  /// The length of the header, in bytes.
  public static let length = 4

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit.
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= Self.length else {
      throw .truncated(.loopback, need: Self.length, have: bytes.byteCount)
    }
    let value = bytes.uint32(at: 0)
    family = value <= 0xFFFF ? value : value.byteSwapped
  }

  /// What follows, or `nil` when it is not IP.
  var next: Layer? {
    switch family {
    case 2: .ipv4
    // AF_INET6 of Linux; of NetBSD and OpenBSD; of FreeBSD; of macOS.
    case 10, 24, 28, 30: .ipv6
    default: nil
    }
  }
}
