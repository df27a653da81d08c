internal import Bytes

/// A header between IP and the transport: IPv6 options, or authentication.
///
/// Source: RFC 8200 §4, RFC 4302 §2.
struct IPExtensionHeader: CarrierHeader {
  let nextHeader: UInt8
  let length: Int

  var next: Next { Next(ipv6NextHeader: nextHeader) }

  init(_ bytes: RawSpan) throws(DecodeError) { try self.init(.ipv6Options, bytes) }

  /// Reads the header of kind `layer` at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit.
  init(_ layer: Layer, _ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: layer)
    nextHeader = bytes.byte(at: 0)
    let units = Int(bytes.byte(at: 1))
    length = layer == .authentication ? (units + 2) * 4 : (units + 1) * 8
    try bytes.require(length, for: layer)
  }
}

/// The IPv6 fragment header.
///
/// Source: RFC 8200 §4.5.
struct IPv6FragmentHeader: CarrierHeader {
  let nextHeader: UInt8
  let identification: UInt32
  /// Where in the packet that was cut in pieces this one stands, in bytes.
  let offset: Int
  let hasMore: Bool

  var length: Int { 8 }
  var next: Next { Next(ipv6NextHeader: nextHeader) }

  /// Whether the packet was in fact cut in pieces.
  ///
  /// A fragment header with offset 0 and no more to come is that of an atomic fragment, which is
  /// whole (RFC 6946).
  var isFragment: Bool { offset > 0 || hasMore }

  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit.
  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .ipv6Fragment)
    nextHeader = bytes.byte(at: 0)
    let field = bytes.uint16(at: 2)
    offset = Int(field & 0xFFF8)
    hasMore = field & 1 != 0
    identification = bytes.uint32(at: 4)
  }
}
