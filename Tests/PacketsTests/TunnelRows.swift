import Packets

extension PacketDecoderTests {
  /// What may stand between the outer IP header, or Ethernet, and the inner IP header.
  static let tunnelRows: [Row] = {
    let ipv4 = Make.ipv4(Make.tcp(data))
    let ipv6 = Make.ipv6(Make.tcp(data))
    let frame = Make.ethernet(0x0800, ipv4)
    func row(_ name: String, _ packet: [UInt8]) -> Row {
      Row(testDescription: name, linkType: .ethernet, packet: packet)
    }
    func ip(_ proto: UInt8, _ content: [UInt8]) -> [UInt8] {
      Make.ethernet(0x0800, Make.ipv4(content, proto: proto))
    }
    func udp(_ port: Int, _ content: [UInt8]) -> [UInt8] { ip(17, Make.udp(port, content)) }
    func gre(_ flags: Int, _ type: Int, _ content: [UInt8]) -> [UInt8] {
      ip(47, Make.uint16(flags) + Make.uint16(type) + content)
    }
    let vxlan: [UInt8] = [8, 0, 0, 0, 0, 0, 5, 0]
    let erspan2: [UInt8] = [0x10, 5, 0, 1, 0, 0, 0, 0]
    let erspan3 = [0x20, 5, 0, 1] + Make.zeros(8)
    let teredoOrigin: [UInt8] = [0, 0, 1, 2, 3, 4, 5, 6]
    let teredoSecret = [0, 1, 2, 3] + Make.zeros(14)
    let nested = Make.ipv4(
      Make.udp(
        4789,
        vxlan
          + Make.ethernet(
            0x8100,
            Make.vlan(
              0x86DD,
              Make.ipv6(
                [0x20, 0, 0x65, 0x58, 0, 0, 0, 1]
                  + Make.ethernet(0x8847, Make.label(17, bottom: false) + Make.label(18) + ipv4),
                next: 47)))), proto: 17)
    return [
      row("MPLS", Make.ethernet(0x8847, Make.label(16) + ipv4)),
      row(
        "MPLS, two labels, IPv6",
        Make.ethernet(0x8848, Make.label(16, bottom: false) + Make.label(17) + ipv6)),
      row("MPLS, Ethernet", Make.ethernet(0x8847, Make.label(16) + frame)),
      row("MPLS, control word", Make.ethernet(0x8847, Make.label(16) + Make.zeros(4) + frame)),
      row(
        "MPLS, address like a control word",
        Make.ethernet(0x8847, Make.label(16) + [2] + frame.dropFirst())),
      row(
        "MPLS, address like IP", Make.ethernet(0x8847, Make.label(16) + [0x45] + frame.dropFirst())),
      row("MPLS in IP", ip(137, Make.label(16) + ipv4)),
      row("MPLS in UDP", udp(6635, Make.label(16) + ipv4)),
      row("NSH", Make.ethernet(0x894F, [0, 6, 1, 1] + Make.zeros(20) + ipv4)),
      row("NSH, Ethernet", Make.ethernet(0x894F, [0, 2, 2, 3] + Make.zeros(4) + frame)),
      row("4 in 4", ip(4, ipv4)),
      row("6 in 4", ip(41, ipv6)),
      row("4 in 6", Make.ethernet(0x86DD, Make.ipv6(ipv4, next: 4))),
      row(
        "6 in 6, with options",
        Make.ethernet(0x86DD, Make.ipv6(Make.extensionHeader(next: 41, ipv6), next: 60))),
      row("Ethernet in IP", ip(97, [0x30, 0] + frame)),
      row("Ethernet after SRv6", Make.ethernet(0x86DD, Make.ipv6(frame, next: 143))),
      row("GRE", gre(0, 0x0800, ipv4)),
      row("GRE, all fields", gre(0xB000, 0x86DD, Make.zeros(12) + ipv6)),
      row("GRE, Ethernet", gre(0x2000, 0x6558, Make.zeros(4) + frame)),
      row("GRE, MPLS", gre(0, 0x8847, Make.label(16) + ipv4)),
      row("GRE, PPTP", gre(0x3081, 0x880B, Make.zeros(12) + [0xFF, 3, 0, 0x21] + ipv4)),
      row("GRE, PPTP without acknowledgement", gre(0x3001, 0x880B, Make.zeros(8) + [0x21] + ipv4)),
      row("GRE, WCCP", gre(0, 0x883E, ipv4)),
      row("GRE, WCCP 2", gre(0, 0x883E, [0, 1, 2, 3] + ipv4)),
      row("GRE, 802.11", gre(0, 0x8200, Make.wlan(ipv4))),
      row("GRE, MikroTik", gre(0x2001, 0x6400, Make.uint16(frame.count) + [5, 0] + frame)),
      row("GRE over UDP", udp(4754, [0, 0, 0x86, 0xDD] + ipv6)),
      row("ERSPAN I", gre(0, 0x88BE, frame)),
      row("ERSPAN II", gre(0x1000, 0x88BE, Make.zeros(4) + erspan2 + frame)),
      row("ERSPAN III", gre(0x1000, 0x22EB, Make.zeros(4) + erspan3 + frame)),
      row(
        "ERSPAN III, more",
        gre(0x1000, 0x22EB, Make.zeros(4) + erspan3.dropLast() + [1] + Make.zeros(8) + frame)),
      row("VXLAN", udp(4789, vxlan + frame)),
      row("VXLAN, old port", udp(8472, vxlan + frame)),
      row("VXLAN, reserved bits", udp(4789, [0xFF, 1, 2, 3, 0, 0, 5, 9] + frame)),
      row("GENEVE", udp(6081, [0, 0, 0x65, 0x58, 0, 0, 5, 0] + frame)),
      row("GENEVE, options", udp(6081, [2, 0x40, 0x08, 0x00, 0, 0, 5, 0] + Make.zeros(8) + ipv4)),
      row("GTP", udp(2152, [0x30, 0xFF, 0, 60, 0, 0, 0, 1] + ipv4)),
      row(
        "GTP, from its port",
        ip(17, Make.udp(5906, from: 2152, [0x30, 0xFF] + Make.zeros(6) + ipv6))),
      row("GTP, sequence", udp(2152, [0x32, 0xFF] + Make.zeros(10) + ipv4)),
      row(
        "GTP, extensions",
        udp(2152, [0x34, 0xFF] + Make.zeros(9) + [0x85, 1, 0, 0, 0xC0, 2] + Make.zeros(7) + ipv4)),
      row("Teredo", udp(3544, ipv6)),
      row("Teredo, all", udp(3544, teredoSecret + Make.zeros(0) + teredoOrigin + ipv6)),
      row("L2TP", udp(1701, [0, 2, 0, 1, 0, 2, 0xFF, 3, 0, 0x21] + ipv4)),
      row(
        "L2TP, all fields",
        udp(1701, [0x4A, 2, 0, 0, 0, 1, 0, 2, 0, 1, 0, 2, 0, 2, 9, 9, 0, 0x57] + ipv6)),
      row("AYIYA", udp(5072, [0x41, 0x52, 0x11, 41] + Make.zeros(4 + 16 + 20) + ipv6)),
      row("TZSP", udp(37008, [1, 0, 0, 1, 0, 10, 2, 9, 9, 1] + frame)),
      row("TZSP, 802.11", udp(37008, [1, 0, 0, 0x12, 1] + Make.wlan(ipv4))),
      row("VLAN, VXLAN, VLAN, GRE, MPLS", Make.ethernet(0x8100, Make.vlan(0x0800, nested))),
      row("IP authentication, 6 in 4", ip(51, [41, 4] + Make.zeros(22) + ipv6)),
    ]
  }()
}
