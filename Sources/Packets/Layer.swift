/// A kind of header that the decoder reads, and so what may come next in a packet.
public enum Layer: Equatable, Sendable, CaseIterable {
  /// Ethernet II or IEEE 802.3, from the destination address on.
  case ethernet
  /// The rest of a VLAN tag, of any of its EtherTypes: control information and the next EtherType.
  case vlan
  /// The rest of a tag between a switch and its interfaces, VN-Tag: IEEE 802.1Qbh.
  case vnTag
  /// The rest of a tag between a bridge and its port extenders, E-Tag: IEEE 802.1BR.
  case eTag
  /// The rest of the tag of a provider backbone bridge: IEEE 802.1ah.
  case backboneTag
  /// IEEE 802.2 logical link control, in frames that have a length in place of an EtherType.
  case llc
  /// BSD loopback, of either byte order.
  case loopback
  /// Linux cooked capture, version 1.
  case linuxCooked
  /// Linux cooked capture, version 2.
  case linuxCooked2
  /// The log of Linux netfilter.
  case netfilterLog
  /// PPP, with or without address and control.
  case ppp
  /// A byte that tells the direction, then PPP.
  case pppDirection
  /// PPP over Ethernet.
  case pppoe
  /// Cisco's framing of HDLC.
  case ciscoHDLC
  /// Frame relay.
  case frameRelay
  /// IEEE 802.11.
  case wlan
  /// IEEE 802.11, its header padded to a multiple of four bytes.
  case wlanPadded
  /// Several frames that IEEE 802.11 carries as one.
  case wlanAggregate
  /// What a receiver tells of an IEEE 802.11 frame, in the radiotap form.
  case radiotap
  /// What a receiver tells of an IEEE 802.11 frame, in the Prism or the AVS form.
  case wlanMonitor
  /// Per-packet information, which names the link type that follows.
  case perPacketInformation
  /// IP without a link layer, its version told by its first four bits.
  case rawIP
  /// IP version 4.
  case ipv4
  /// IP version 6: the fixed header.
  case ipv6
  /// An IPv6 extension header of the common shape, such as hop-by-hop, routing or destination options.
  case ipv6Options
  /// The IPv6 fragment header.
  case ipv6Fragment
  /// The authentication header, of IP version 4 or 6.
  case authentication
  /// A stack of MPLS labels.
  case mpls
  /// Network service header.
  case nsh
  /// Generic routing encapsulation, version 0 or 1.
  case gre
  /// A mirrored frame, ERSPAN type II.
  case erspan2
  /// A mirrored frame, ERSPAN type III.
  case erspan3
  /// What a web cache may have put before a redirected packet.
  case wccp
  /// Ethernet in IP.
  case etherIP
  /// UDP, for the tunnels that it may carry.
  case udp
  /// A virtual extensible LAN.
  case vxlan
  /// Generic network virtualization encapsulation.
  case geneve
  /// The tunnel of mobile networks for user data, GTP-U.
  case gtp
  /// IPv6 through address translators.
  case teredo
  /// The layer two tunneling protocol, version 2.
  case l2tp
  /// The tunnel of anything in anything, as brokers of IPv6 use it.
  case ayiya
  /// TaZmen Sniffer Protocol: frames that an access point or a switch mirrors.
  case tzsp
  /// TCP.
  case tcp
}

extension Layer {
  /// What is common to headers whose trouble is counted under one name.
  enum Family {
    case ethernet
    case link
    case ip
    case tunnel
    case tcp
  }

  /// Under which name the header's trouble is counted.
  var family: Family {
    switch self {
    case .ethernet: .ethernet
    case .vlan, .vnTag, .eTag, .backboneTag, .llc, .loopback, .linuxCooked, .linuxCooked2,
      .netfilterLog, .ppp, .pppDirection, .pppoe, .ciscoHDLC, .frameRelay, .wlan, .wlanPadded,
      .wlanAggregate, .radiotap, .wlanMonitor, .perPacketInformation:
      .link
    case .rawIP, .ipv4, .ipv6, .ipv6Options, .ipv6Fragment, .authentication: .ip
    case .mpls, .nsh, .gre, .erspan2, .erspan3, .wccp, .etherIP, .udp, .vxlan, .geneve, .gtp,
      .teredo, .l2tp, .ayiya, .tzsp:
      .tunnel
    case .tcp: .tcp
    }
  }

  /// What a packet of this link type begins with; `nil` when we do not know that link type.
  ///
  /// 12 and 14 are what some systems write for raw IP. Source: the tcpdump group's registry.
  init?(_ linkType: LinkType) {
    switch linkType.rawValue {
    case 1: self = .ethernet
    case 0, 108: self = .loopback
    case 9, 50: self = .ppp
    case 166, 204: self = .pppDirection
    case 51: self = .pppoe
    case 104: self = .ciscoHDLC
    case 107: self = .frameRelay
    case 105: self = .wlan
    case 119, 163: self = .wlanMonitor
    case 127: self = .radiotap
    case 192: self = .perPacketInformation
    case 113: self = .linuxCooked
    case 276: self = .linuxCooked2
    case 239: self = .netfilterLog
    case 12, 14, 101: self = .rawIP
    case 228: self = .ipv4
    case 229: self = .ipv6
    default: return nil
    }
  }
}
