internal import Bytes

/// The first four bits of a packet that begins with IP.
///
/// Source: RFC 791 §3.1, RFC 8200 §3.
public struct RawIP: Equatable, Sendable {
  /// The version of IP, as it stands there.
  public var version: UInt8

  /// Reads the version from the first byte.
  ///
  /// - Throws: `.truncated` when there is none.
  public init(_ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= 1 else { throw .truncated(.rawIP, need: 1, have: 0) }
    version = bytes.byte(at: 0) >> 4
  }

  /// What the packet is, or `nil` when it is no IP.
  var next: Layer? {
    switch version {
    case 4: .ipv4
    case 6: .ipv6
    default: nil
    }
  }
}
