/// Why a packet holds no TCP segment that we can use.
///
/// The raw values are part of the JSON report: they are never changed.
public enum SkipReason: String, CaseIterable, Sendable {
  /// No byte of the packet was captured.
  case emptyPacket = "empty-packet"
  /// We do not read this link type.
  case unknownLinkType = "unknown-link-type"
  /// It carries something other than IP, such as ARP.
  case notIP = "not-ip"
  /// It carries something other than TCP, such as UDP, and no tunnel that we know.
  case notTCP = "not-tcp"
  /// It has more headers before TCP than `PacketDecoder.maximumDepth`.
  case tooManyHeaders = "too-many-headers"
  /// It ends within an Ethernet header.
  case truncatedEthernet = "truncated-ethernet"
  /// It ends within another header below IP.
  case truncatedLink = "truncated-link"
  /// It ends within an IP header.
  case truncatedIP = "truncated-ip"
  /// It ends within the header of a tunnel.
  case truncatedTunnel = "truncated-tunnel"
  /// It ends within the fixed part of a TCP header.
  case truncatedTCP = "truncated-tcp"
  /// A header below IP contradicts itself.
  case malformedLink = "malformed-link"
  /// An IP header contradicts itself, or the other fragments of its packet.
  case malformedIP = "malformed-ip"
  /// The header of a tunnel contradicts itself.
  case malformedTunnel = "malformed-tunnel"
  /// A TCP header contradicts itself, or the length that IP gives it.
  case malformedTCP = "malformed-tcp"
  /// It is encrypted below TCP: IPsec, MACsec, or PPP.
  case encrypted = "encrypted"
  /// It is an IEEE 802.11 frame that is encrypted.
  case wlanProtected = "wlan-protected"
  /// It is an IEEE 802.11 frame that carries no data: management, control, or empty.
  case wlanNoData = "wlan-no-data"
  /// It is a fragment of an IEEE 802.11 frame; these are not put together.
  case wlanFragment = "wlan-fragment"
  /// It is an IP fragment that was put together with one which came later, and counts with that.
  case fragmentReassembled = "fragment-reassembled"
  /// It is an IP fragment, and the capture ended before the others came.
  case fragmentPending = "fragment-pending"
  /// It is an IP fragment, and the others did not come within `PacketDecoder.fragmentTimeout`.
  case fragmentTimeout = "fragment-timeout"
  /// It is an IP fragment that was let go because there were too many to hold.
  case fragmentLimit = "fragment-limit"

  /// The reason that a header which cannot be read gives.
  init(_ error: DecodeError) {
    self =
      switch error {
      case .truncated(let layer, need: _, have: _):
        switch layer.family {
        case .ethernet: .truncatedEthernet
        case .link: .truncatedLink
        case .ip: .truncatedIP
        case .tunnel: .truncatedTunnel
        case .tcp: .truncatedTCP
        }
      case .malformed(let layer):
        switch layer.family {
        case .ethernet, .link: .malformedLink
        case .ip: .malformedIP
        case .tunnel: .malformedTunnel
        case .tcp: .malformedTCP
        }
      }
  }

  /// Its place in `allCases`, for tables that are indexed and not hashed.
  var index: Int {
    switch self {
    case .emptyPacket: 0
    case .unknownLinkType: 1
    case .notIP: 2
    case .notTCP: 3
    case .tooManyHeaders: 4
    case .truncatedEthernet: 5
    case .truncatedLink: 6
    case .truncatedIP: 7
    case .truncatedTunnel: 8
    case .truncatedTCP: 9
    case .malformedLink: 10
    case .malformedIP: 11
    case .malformedTunnel: 12
    case .malformedTCP: 13
    case .encrypted: 14
    case .wlanProtected: 15
    case .wlanNoData: 16
    case .wlanFragment: 17
    case .fragmentReassembled: 18
    case .fragmentPending: 19
    case .fragmentTimeout: 20
    case .fragmentLimit: 21
    }
  }
}
