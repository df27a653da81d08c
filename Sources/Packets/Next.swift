internal import Bytes

/// What a header says of what follows it.
enum Next: Equatable {
  /// A header that we read.
  case layer(Layer)
  /// Nothing of ours.
  case skip(SkipReason)
}

/// A header of which only two things matter: how long it is, and what follows it.
protocol CarrierHeader {
  /// Reads the header at the start of `bytes`.
  ///
  /// - Throws: `.truncated` when it does not fit, `.malformed` when it contradicts itself.
  init(_ bytes: RawSpan) throws(DecodeError)

  /// The length of the header, in bytes; no more than what it was read from.
  var length: Int { get }
  /// What follows.
  var next: Next { get }
  /// How many bytes follow, where the header tells it.
  var contentLength: Int? { get }
}

extension CarrierHeader {
  var contentLength: Int? { nil }
}

extension RawSpan {
  /// Throws `.truncated` when there are fewer than `count` bytes for a header of kind `layer`.
  @inline(__always)
  func require(_ count: Int, for layer: Layer) throws(DecodeError) {
    guard byteCount >= count else { throw .truncated(layer, need: count, have: byteCount) }
  }
}

extension Next {
  /// What follows an EtherType.
  ///
  /// Values below 1536 are lengths. Source: IEEE 802.3 §3.2.6 and the IEEE registry of EtherTypes.
  init(etherType: UInt16) {
    switch etherType {
    case 0x0800: self = .layer(.ipv4)
    case 0x86DD: self = .layer(.ipv6)
    case 0x8100, 0x88A8, 0x9100, 0x9200: self = .layer(.vlan)
    case 0x8847, 0x8848: self = .layer(.mpls)
    case 0x8864: self = .layer(.pppoe)
    case 0x6558: self = .layer(.ethernet)
    case 0x8926: self = .layer(.vnTag)
    case 0x893F: self = .layer(.eTag)
    case 0x88E7: self = .layer(.backboneTag)
    case 0x894F: self = .layer(.nsh)
    // MACsec.
    case 0x88E5: self = .skip(.encrypted)
    case ..<1536: self = .layer(.llc)
    default: self = .skip(.notIP)
    }
  }

  /// What follows in an IPv4 packet.
  ///
  /// Source: IANA, Assigned Internet Protocol Numbers.
  init(ipv4Protocol number: UInt8) {
    switch number {
    case 6: self = .layer(.tcp)
    case 17: self = .layer(.udp)
    case 4: self = .layer(.ipv4)
    case 41: self = .layer(.ipv6)
    case 47: self = .layer(.gre)
    // The encapsulating security payload.
    case 50: self = .skip(.encrypted)
    case 51: self = .layer(.authentication)
    case 97: self = .layer(.etherIP)
    case 137: self = .layer(.mpls)
    case 143: self = .layer(.ethernet)
    default: self = .skip(.notTCP)
    }
  }

  /// What follows in an IPv6 packet.
  ///
  /// Source: RFC 8200 §4.1, RFC 7045 §4.
  init(ipv6NextHeader number: UInt8) {
    switch number {
    case 0, 43, 60, 135, 139, 140: self = .layer(.ipv6Options)
    case 44: self = .layer(.ipv6Fragment)
    default: self.init(ipv4Protocol: number)
    }
  }

  /// What the first four bits of an IP packet say; for anything else `reason`.
  init(ipNibble: UInt8, otherwise reason: SkipReason) {
    switch ipNibble {
    case 4: self = .layer(.ipv4)
    case 6: self = .layer(.ipv6)
    default: self = .skip(reason)
    }
  }
}
