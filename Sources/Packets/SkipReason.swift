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
  /// It carries something other than TCP, such as UDP.
  case notTCP = "not-tcp"
  /// It has more headers before TCP than `PacketDecoder.maximumDepth`.
  case tooManyHeaders = "too-many-headers"
  /// It ends within an Ethernet header.
  case truncatedEthernet = "truncated-ethernet"
  /// It ends within another header below IP.
  case truncatedLink = "truncated-link"
  /// It ends within an IP header.
  case truncatedIP = "truncated-ip"
  /// It ends within the fixed part of a TCP header.
  case truncatedTCP = "truncated-tcp"
  /// A header below IP contradicts itself.
  case malformedLink = "malformed-link"
  /// An IP header contradicts itself.
  case malformedIP = "malformed-ip"
  /// A TCP header contradicts itself, or the length that IP gives it.
  case malformedTCP = "malformed-tcp"
  /// It is a fragment of an IPv4 packet.
  case ipv4Fragment = "ipv4-fragment"
  /// It is a fragment of an IPv6 packet.
  case ipv6Fragment = "ipv6-fragment"

  /// The reason that a header which cannot be read gives.
  init(_ error: DecodeError) {
    switch error {
    case .truncated(let layer, need: _, have: _):
      switch layer {
      case .ethernet: self = .truncatedEthernet
      case .vlan, .llc, .loopback: self = .truncatedLink
      case .rawIP, .ipv4, .ipv6, .ipv6Options, .ipv6Fragment, .authentication: self = .truncatedIP
      case .tcp: self = .truncatedTCP
      }
    case .malformed(let layer):
      switch layer {
      case .ethernet, .vlan, .llc, .loopback: self = .malformedLink
      case .rawIP, .ipv4, .ipv6, .ipv6Options, .ipv6Fragment, .authentication: self = .malformedIP
      case .tcp: self = .malformedTCP
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
    case .truncatedTCP: 8
    case .malformedLink: 9
    case .malformedIP: 10
    case .malformedTCP: 11
    case .ipv4Fragment: 12
    case .ipv6Fragment: 13
    }
  }
}
