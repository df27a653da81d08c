internal import Bytes

/// A header between IP and the transport: IPv6 options, IPv6 fragment, or authentication.
///
/// Source: RFC 8200 §4, RFC 4302 §2.
public struct IPExtensionHeader: Equatable, Sendable {
  /// The number of the protocol or extension header that follows.
  public var nextHeader: UInt8
  /// The length of this header, in bytes.
  public var length: Int
  /// Whether this is a fragment header of a packet that was in fact cut in pieces.
  ///
  /// A fragment header with offset 0 and no more to come is that of an atomic fragment, which is
  /// whole (RFC 6946).
  public var isFragment: Bool

  /// The least such header, in bytes.
  public static let minimumLength = 8

  /// Reads the header of kind `layer` at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit.
  public init(_ layer: Layer, _ bytes: RawSpan) throws(DecodeError) {
    guard bytes.byteCount >= Self.minimumLength else {
      throw .truncated(layer, need: Self.minimumLength, have: bytes.byteCount)
    }
    nextHeader = bytes.byte(at: 0)
    isFragment = false
    let units = Int(bytes.byte(at: 1))
    switch layer {
    case .ipv6Fragment:
      length = 8
      isFragment = bytes.uint16(at: 2) & 0xFFF9 != 0
    case .authentication: length = (units + 2) * 4
    default: length = (units + 1) * 8
    }
    guard bytes.byteCount >= length else {
      throw .truncated(layer, need: length, have: bytes.byteCount)
    }
  }
}
