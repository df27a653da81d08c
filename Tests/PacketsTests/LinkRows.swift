import Packets

extension PacketDecoderTests {
  /// Link types, and what Ethernet may put before IP.
  static let linkRows: [Row] = {
    let ipv4 = Make.ipv4(Make.tcp(data))
    let ipv6 = Make.ipv6(Make.tcp(data))
    let frame = Make.ethernet(0x0800, ipv4)
    let pppoe = Make.pppoe([0x00, 0x21] + ipv4)
    func cooked(_ type: Int, hardware: Int = 1) -> [UInt8] {
      Make.uint16(4) + Make.uint16(hardware) + Make.uint16(6) + Make.zeros(8) + Make.uint16(type)
    }
    func cooked2(_ type: Int, hardware: Int = 1) -> [UInt8] {
      Make.uint16(type) + Make.zeros(6) + Make.uint16(hardware) + Make.zeros(10)
    }
    func row(_ name: String, _ linkType: UInt32, _ packet: [UInt8]) -> Row {
      Row(testDescription: name, linkType: LinkType(rawValue: linkType), packet: packet)
    }
    let snap: [UInt8] = [0xAA, 0xAA, 3, 0, 0, 0, 8, 0]
    let nflogLittle: [UInt8] = [8, 0, 1, 0, 0, 0, 1, 0, 5, 0, 10, 0, 0x41, 0, 0, 0]
    let size = ipv4.count + 4
    return [
      row("cooked", 113, cooked(0x0800) + ipv4),
      row("cooked, IPv6", 113, cooked(0x86DD) + ipv6),
      row("cooked, VLAN", 113, cooked(0x8100) + Make.vlan(0x0800, ipv4)),
      row("cooked, 802.2", 113, cooked(4) + snap + ipv4),
      row("cooked, frame relay", 113, cooked(4, hardware: 770) + [0x18, 0x41, 3, 0xCC] + ipv4),
      row("cooked 2", 276, cooked2(0x0800) + ipv4),
      row("cooked 2, IPv6", 276, cooked2(0x86DD) + ipv6),
      row("cooked 2, radiotap", 276, cooked2(4, hardware: 803) + Make.radiotap() + Make.wlan(ipv4)),
      row("NFLOG, little", 239, [2, 0, 0, 0] + nflogLittle + [UInt8(size), 0, 9, 0] + ipv4),
      row("NFLOG, big", 239, [10, 0, 0, 1] + Make.uint16(ipv6.count + 4) + [0, 9] + ipv6),
      row("PPP", 9, [0xFF, 3, 0x00, 0x21] + ipv4),
      row("PPP, all left out", 9, [0x21] + ipv4),
      row("PPP, IPv6", 50, [0xFF, 3, 0x00, 0x57] + ipv6),
      row("PPP, short protocol", 50, [0xFF, 3, 0x57] + ipv6),
      row("PPP, in fact HDLC", 50, [0x0F, 0, 0x08, 0x00] + ipv4),
      row("PPP, MPLS", 9, [0xFF, 3, 0x02, 0x81] + Make.label(16) + ipv4),
      row("PPP with direction", 204, [1, 0xFF, 3, 0x00, 0x21] + ipv4),
      row("PPP with direction, short", 204, [0, 0x21] + ipv4),
      row("pppd", 166, [1, 3, 0x00, 0x21] + ipv4),
      row("PPPoE", 51, pppoe),
      row("PPPoE on Ethernet", 1, Make.ethernet(0x8864, pppoe + Make.zeros(8))),
      row("PPPoE on VLAN", 1, Make.ethernet(0x8100, Make.vlan(0x8864, pppoe))),
      row("PPPoE, short protocol", 51, Make.pppoe([0x57] + ipv6)),
      row("Cisco HDLC", 104, [0x0F, 0, 0x86, 0xDD] + ipv6),
      row("frame relay, IPv4", 107, [0x18, 0x41, 3, 0xCC] + ipv4),
      row("frame relay, padded", 107, [0x18, 0x41, 3, 0, 0x8E] + ipv6),
      row("frame relay, long address", 107, [0x18, 0x40, 0x40, 0x41, 3, 0xCC] + ipv4),
      row("frame relay, SNAP", 107, [0x18, 0x41, 3, 0, 0x80, 0, 0, 0, 8, 0] + ipv4),
      row("frame relay, Ethernet", 107, [0x18, 0x41, 3, 0, 0x80, 0, 0x80, 0xC2, 0, 7] + frame),
      row("frame relay, Cisco", 107, [0x18, 0x41, 8, 0] + ipv4),
      row("802.2 with IP's own number", 1, Make.ethernet(60, [6, 6, 3] + ipv4)),
      row("VN-Tag", 1, Make.ethernet(0x8926, Make.zeros(4) + [8, 0] + ipv4)),
      row("E-Tag", 1, Make.ethernet(0x893F, Make.zeros(6) + [0x81, 0] + Make.vlan(0x0800, ipv4))),
      row("backbone", 1, Make.ethernet(0x88A8, Make.vlan(0x88E7, [0, 1, 2, 3] + frame))),
    ]
  }()

  /// IEEE 802.11, and what receivers put before it.
  static let wlanRows: [Row] = {
    let ipv4 = Make.ipv4(Make.tcp(data))
    let ipv6 = Make.ipv6(Make.tcp(data))
    func row(_ name: String, _ linkType: UInt32, _ packet: [UInt8]) -> Row {
      Row(testDescription: name, linkType: LinkType(rawValue: linkType), packet: packet)
    }
    let prism = [0x44, 0, 0, 0, 144, 0, 0, 0] + Make.zeros(136)
    let avs = [0x80, 0x21, 0x10, 0x01, 0, 0, 0, 64] + Make.zeros(56)
    let ppi: [UInt8] = [0, 0, 12, 0, 105, 0, 0, 0, 1, 2, 3, 4]
    return [
      row("802.11", 105, Make.wlan(ipv4)),
      row("802.11, checksum behind", 105, Make.wlan(ipv4) + [1, 2, 3, 4]),
      row("802.11, QoS", 105, Make.wlan(ipv6, type: 0x86DD, control: 0x88)),
      row("802.11, four addresses", 105, Make.wlan(ipv4, flags: 0x03)),
      row("802.11, QoS, HT control", 105, Make.wlan(ipv4, control: 0x88, flags: 0x83)),
      row("802.11, aggregate of one", 105, Make.aggregate([Make.snap(ipv4)])),
      row(
        "802.11, aggregate with ARP", 105,
        Make.aggregate([Make.snap([0, 1, 2], type: 0x0806), Make.snap(ipv4)])),
      row("radiotap", 127, Make.radiotap() + Make.wlan(ipv4)),
      row("radiotap, flags", 127, Make.radiotap(flags: 0x10) + Make.wlan(ipv4) + [1, 2, 3, 4]),
      row(
        "radiotap, padded", 127,
        Make.radiotap(flags: 0x20) + Make.wlan(ipv4, control: 0x88, padding: 2)),
      row(
        "radiotap, time and padded", 127,
        Make.radiotap(flags: 0x20, time: 7) + Make.wlan(ipv4, control: 0x88, padding: 2)),
      row("Prism", 119, prism + Make.wlan(ipv4)),
      row("AVS", 163, avs + Make.wlan(ipv4)),
      row("PPI", 192, ppi + Make.wlan(ipv4)),
      row("PPI, Ethernet", 192, [0, 0, 8, 0, 1, 0, 0, 0] + Make.ethernet(0x0800, ipv4)),
    ]
  }()
}
