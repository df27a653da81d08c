import Packets

extension PacketDecoderTests {
  static let basicRows: [Row] = {
    let tcp = Make.tcp(data)
    let ipv4 = Make.ipv4(tcp)
    let ipv6 = Make.ipv6(tcp)
    let snap: [UInt8] = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0]
    let ah: [UInt8] = [6, 4] + [UInt8](repeating: 0, count: 22)
    return [
      Row(testDescription: "Ethernet, IPv4", packet: Make.ethernet(0x0800, ipv4)),
      Row(testDescription: "Ethernet, IPv6", packet: Make.ethernet(0x86DD, ipv6)),
      Row(
        testDescription: "padding",
        packet: Make.ethernet(0x0800, ipv4 + [UInt8](repeating: 0, count: 6))),
      Row(
        testDescription: "IPv6 padding",
        packet: Make.ethernet(0x86DD, ipv6 + [UInt8](repeating: 0, count: 6))),
      Row(testDescription: "802.1Q", packet: Make.ethernet(0x8100, Make.vlan(0x0800, ipv4))),
      Row(
        testDescription: "802.1ad and 802.1Q",
        packet: Make.ethernet(0x88A8, Make.vlan(0x8100, Make.vlan(0x86DD, ipv6)))),
      Row(
        testDescription: "stacked 0x9100",
        packet: Make.ethernet(0x9100, Make.vlan(0x9100, Make.vlan(0x0800, ipv4)))),
      Row(testDescription: "802.3 with SNAP", packet: Make.ethernet(66, snap + ipv4)),
      Row(
        testDescription: "IPv4 options",
        packet: Make.ethernet(0x0800, Make.ipv4(tcp, options: [1, 1, 1, 1, 1, 1, 1, 0]))),
      Row(
        testDescription: "IPv4 total length 0",
        packet: Make.ethernet(0x0800, Make.ipv4(tcp, totalLength: 0))),
      Row(
        testDescription: "IPv6 payload length 0",
        packet: Make.ethernet(0x86DD, Make.ipv6(tcp, length: 0))),
      Row(
        testDescription: "IPv4 authentication header",
        packet: Make.ethernet(0x0800, Make.ipv4(ah + tcp, proto: 51))),
      Row(
        testDescription: "IPv6 extension headers",
        packet: Make.ethernet(
          0x86DD,
          Make.ipv6(
            Make.extensionHeader(
              next: 43,
              Make.extensionHeader(
                next: 60, units: 2,
                Make.extensionHeader(
                  next: 44, Make.fragmentHeader(next: 51, offsetAndMore: 0, ah + tcp)))),
            next: 0))),
      Row(testDescription: "NULL, little", linkType: .null, packet: [2, 0, 0, 0] + ipv4),
      Row(testDescription: "NULL, big", linkType: .null, packet: [0, 0, 0, 2] + ipv4),
      Row(testDescription: "NULL, Linux IPv6", linkType: .null, packet: [10, 0, 0, 0] + ipv6),
      Row(testDescription: "NULL, NetBSD IPv6", linkType: .null, packet: [24, 0, 0, 0] + ipv6),
      Row(testDescription: "NULL, FreeBSD IPv6", linkType: .null, packet: [28, 0, 0, 0] + ipv6),
      Row(testDescription: "NULL, macOS IPv6", linkType: .null, packet: [0, 0, 0, 30] + ipv6),
      Row(testDescription: "LOOP", linkType: .loop, packet: [0, 0, 0, 24] + ipv6),
      Row(testDescription: "RAW 4", linkType: .raw, packet: ipv4),
      Row(testDescription: "RAW 6", linkType: .raw, packet: ipv6),
      Row(testDescription: "RAW 12", linkType: LinkType(rawValue: 12), packet: ipv4),
      Row(testDescription: "RAW 14", linkType: LinkType(rawValue: 14), packet: ipv6),
      Row(testDescription: "IPV4", linkType: .ipv4, packet: ipv4),
      Row(testDescription: "IPV6", linkType: .ipv6, packet: ipv6),
    ]
  }()
}
