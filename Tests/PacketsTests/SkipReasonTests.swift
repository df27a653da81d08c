import Packets
import Testing

struct SkipReasonTests {
  typealias Make = PacketBytes

  /// A packet that holds no usable segment, and why.
  struct Row: CustomTestStringConvertible, Sendable {
    var reason: SkipReason
    var linkType = LinkType.ethernet
    var packet: [UInt8]
    var testDescription: String { "\(reason.rawValue), \(packet.count) bytes" }
  }

  static func udp(_ port: Int, _ payload: [UInt8]) -> [UInt8] {
    Make.ethernet(0x0800, Make.ipv4(Make.udp(port, payload), proto: 17))
  }

  static let rows: [Row] = {
    let tcp = Make.tcp([1, 2, 3])
    let deepVLAN = (0..<40).reduce(Make.vlan(0x0800, Make.ipv4(tcp))) { inner, _ in
      Make.vlan(0x8100, inner)
    }
    return [
      Row(reason: .emptyPacket, packet: []),
      Row(reason: .unknownLinkType, linkType: LinkType(rawValue: 147), packet: [1]),
      Row(reason: .notIP, packet: Make.ethernet(0x0806, [0, 1])),
      Row(reason: .notIP, packet: Make.ethernet(38, [0x42, 0x42, 3, 0, 0, 0, 0, 0])),
      Row(reason: .notIP, linkType: .null, packet: [7, 0, 0, 0]),
      Row(reason: .notIP, linkType: .raw, packet: [0x50, 0, 0, 0]),
      Row(reason: .notTCP, packet: Make.ethernet(0x0800, Make.ipv4([0, 53], proto: 17))),
      Row(reason: .notTCP, packet: Make.ethernet(0x86DD, Make.ipv6([0, 53], next: 17))),
      Row(reason: .notTCP, packet: Make.ethernet(0x86DD, Make.ipv6([], next: 59))),
      Row(reason: .tooManyHeaders, packet: Make.ethernet(0x8100, deepVLAN)),
      Row(reason: .truncatedEthernet, packet: [1, 2, 3]),
      Row(reason: .truncatedLink, packet: Make.ethernet(0x8100, [0, 1])),
      Row(reason: .truncatedLink, packet: Make.ethernet(5, [0xAA, 0xAA, 3, 0, 0])),
      Row(reason: .truncatedLink, linkType: .null, packet: [2, 0]),
      Row(reason: .truncatedIP, packet: Make.ethernet(0x0800, [0x45, 0, 0])),
      Row(
        reason: .truncatedIP,
        packet: Make.ethernet(0x0800, Array(Make.ipv4(tcp, options: [0, 0, 0, 0])[..<22]))),
      Row(reason: .truncatedIP, packet: Make.ethernet(0x86DD, [0x60, 0, 0])),
      Row(reason: .truncatedIP, packet: Make.ethernet(0x86DD, Make.ipv6([6, 9, 0], next: 0))),
      Row(
        reason: .truncatedIP,
        packet: Make.ethernet(0x86DD, Make.ipv6([6, 9] + [UInt8](repeating: 0, count: 8), next: 0))
      ),
      Row(
        reason: .truncatedTCP,
        packet: Make.ethernet(0x0800, Make.ipv4(Array(tcp[..<16]), totalLength: 43))),
      Row(reason: .malformedIP, packet: Make.ethernet(0x0800, Make.ipv4(tcp, firstByte: 0x44))),
      Row(reason: .malformedIP, packet: Make.ethernet(0x0800, Make.ipv4(tcp, firstByte: 0x65))),
      Row(reason: .malformedIP, packet: Make.ethernet(0x0800, Make.ipv4(tcp, totalLength: 19))),
      Row(reason: .malformedIP, packet: Make.ethernet(0x86DD, Make.ipv4(tcp + tcp))),
      Row(reason: .malformedTCP, packet: Make.ethernet(0x0800, Make.ipv4(Array(tcp[..<16])))),
      Row(
        reason: .malformedTCP, packet: Make.ethernet(0x0800, Make.ipv4(Make.tcp(dataOffset: 4)))),
      Row(
        reason: .malformedTCP, packet: Make.ethernet(0x0800, Make.ipv4(Make.tcp(dataOffset: 15)))),
      Row(reason: .encrypted, packet: Make.ethernet(0x0800, Make.ipv4(tcp, proto: 50))),
      Row(reason: .encrypted, packet: Make.ethernet(0x86DD, Make.ipv6(tcp, next: 50))),
      Row(reason: .encrypted, packet: Make.ethernet(0x88E5, Make.zeros(20))),
      Row(reason: .encrypted, linkType: LinkType(rawValue: 9), packet: [0xFF, 3, 0, 0xFD, 1]),
      Row(reason: .wlanProtected, linkType: .wlan, packet: Make.wlan(tcp, flags: 0x41)),
      Row(reason: .wlanNoData, linkType: .wlan, packet: [0x80, 0] + Make.zeros(30)),
      Row(reason: .wlanNoData, linkType: .wlan, packet: [0xD4, 0] + Make.zeros(8)),
      Row(reason: .wlanNoData, linkType: .wlan, packet: Make.wlan([], control: 0x48)),
      Row(reason: .wlanNoData, linkType: .wlan, packet: Make.aggregate([])),
      Row(reason: .wlanFragment, linkType: .wlan, packet: Make.wlan(tcp, flags: 0x05)),
      Row(reason: .notIP, linkType: .wlan, packet: Make.wlan(tcp, type: 0x888E)),
      Row(reason: .malformedLink, linkType: .wlan, packet: [0x09, 0] + Make.zeros(30)),
      Row(reason: .malformedLink, packet: Make.ethernet(0x8864, [0x21, 0, 0, 7, 0, 0])),
      Row(reason: .notIP, packet: Make.ethernet(0x8863, [0x11, 9, 0, 0, 0, 0])),
      Row(reason: .notIP, packet: Make.ethernet(0x8847, Make.label(16) + [0x10, 0, 0, 7, 1, 2])),
      Row(
        reason: .notIP, linkType: LinkType(rawValue: 113),
        packet: Make.uint16(4) + Make.uint16(824) + Make.zeros(10) + [8, 0] + Make.ipv4(tcp)),
      Row(
        reason: .unknownLinkType, linkType: LinkType(rawValue: 192),
        packet: [0, 0, 8, 0, 147, 0, 0, 0, 1]),
      // ICMP that quotes a TCP header.
      Row(
        reason: .notTCP,
        packet: Make.ethernet(
          0x0800, Make.ipv4([3, 4, 0, 0, 0, 0, 0, 0] + Make.ipv4(tcp), proto: 1))
      ),
      // UDP with the port of a tunnel, and something else in it.
      Row(reason: .notTCP, packet: udp(4789, [0x40] + Make.zeros(30))),
      Row(reason: .notTCP, packet: udp(6081, [0xC0, 0, 8, 0] + Make.zeros(30))),
      Row(reason: .notTCP, packet: udp(2152, [0x32, 1] + Make.zeros(30))),
      Row(reason: .notTCP, packet: udp(3544, [0x45] + Make.zeros(30))),
      Row(reason: .notTCP, packet: udp(1701, [0xC8, 2] + Make.zeros(30))),
      Row(reason: .notTCP, packet: udp(5072, [0x41, 0x52, 0x10, 59] + Make.zeros(50))),
      Row(reason: .notTCP, packet: udp(37008, [1, 4, 0, 0, 1])),
      Row(
        reason: .notTCP, packet: Make.ethernet(0x0800, Make.ipv4(Make.zeros(3) + [7], proto: 47))),
      Row(reason: .truncatedTunnel, packet: udp(4789, [8, 0, 0])),
      Row(reason: .truncatedTunnel, packet: Make.ethernet(0x8847, [0, 1, 2])),
      Row(
        reason: .malformedTunnel,
        packet: Make.ethernet(
          0x0800,
          Make.ipv4([0x10, 0, 0x88, 0xBE] + Make.zeros(4) + [0xF0] + Make.zeros(20), proto: 47))
      ),
      Row(
        reason: .malformedTunnel, packet: udp(2152, [0x34, 0xFF] + Make.zeros(9) + [0x85, 0, 0])),
    ]
  }()

  @Test(arguments: rows)
  func isCounted(_ row: Row) {
    var decoder = PacketDecoder()
    for _ in 0..<2 {
      #expect(decoder.find(row.packet, row.linkType).isEmpty)
    }
    #expect(decoder.skipped == [row.reason: 2])
  }

  @Test func everyReasonHasARow() {
    let shown = Set(Self.rows.map(\.reason))
    // These need several packets: see FragmentTests.
    let ofFragments: Set<SkipReason> = [
      .fragmentReassembled, .fragmentPending, .fragmentTimeout, .fragmentLimit,
    ]
    #expect(Set(SkipReason.allCases).subtracting(shown) == ofFragments)
  }

  @Test(arguments: SkipReason.allCases)
  func namesAreKebabCase(_ reason: SkipReason) {
    #expect(reason.rawValue.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber })
  }
}

extension LinkType {
  fileprivate static let wlan = LinkType(rawValue: 105)
}
