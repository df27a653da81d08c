/// A kind of header that the decoder reads, and so what may come next in a packet.
public enum Layer: Equatable, Sendable {
  /// Ethernet II or IEEE 802.3, from the destination address on.
  case ethernet
  /// The rest of a VLAN tag, of any of its EtherTypes: control information and the next EtherType.
  case vlan
  /// IEEE 802.2 logical link control, in frames that have a length in place of an EtherType.
  case llc
  /// BSD loopback, of either byte order.
  case loopback
  /// IP without a link layer, its version told by its first four bits.
  case rawIP
  /// IP version 4.
  case ipv4
  /// IP version 6: the fixed header.
  case ipv6
  /// An IPv6 extension header of the common shape: hop-by-hop, routing or destination options.
  case ipv6Options
  /// The IPv6 fragment header.
  case ipv6Fragment
  /// The authentication header, of IP version 4 or 6.
  case authentication
  /// TCP.
  case tcp
}

extension Layer {
  /// What a packet of this link type begins with; `nil` when we do not know that link type.
  ///
  /// 12 and 14 are what some systems write for raw IP.
  init?(_ linkType: LinkType) {
    switch linkType.rawValue {
    case 1: self = .ethernet
    case 0, 108: self = .loopback
    case 12, 14, 101: self = .rawIP
    case 228: self = .ipv4
    case 229: self = .ipv6
    default: return nil
    }
  }

  /// What follows an EtherType; `nil` when we do not read that protocol.
  ///
  /// Values below 1536 are lengths. Source: IEEE 802.3 §3.2.6 and the IEEE registry of EtherTypes.
  init?(etherType: UInt16) {
    switch etherType {
    case 0x0800: self = .ipv4
    case 0x86DD: self = .ipv6
    case 0x8100, 0x88A8, 0x9100: self = .vlan
    case ..<1536: self = .llc
    default: return nil
    }
  }

  /// What follows in an IPv4 packet; `nil` when we do not read that protocol.
  ///
  /// Source: IANA, Assigned Internet Protocol Numbers.
  init?(ipv4Protocol number: UInt8) {
    switch number {
    case 6: self = .tcp
    case 51: self = .authentication
    default: return nil
    }
  }

  /// What follows in an IPv6 packet; `nil` when we do not read that protocol.
  ///
  /// Source: RFC 8200 §4.1.
  init?(ipv6NextHeader number: UInt8) {
    switch number {
    case 0, 43, 60: self = .ipv6Options
    case 44: self = .ipv6Fragment
    default: self.init(ipv4Protocol: number)
    }
  }
}
