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
      Row(reason: .ipv4Fragment, packet: Make.ethernet(0x0800, Make.ipv4(tcp, fragment: 0x2000))),
      Row(reason: .ipv4Fragment, packet: Make.ethernet(0x0800, Make.ipv4(tcp, fragment: 185))),
      Row(
        reason: .ipv6Fragment,
        packet: Make.ethernet(
          0x86DD, Make.ipv6(Make.fragmentHeader(next: 6, offsetAndMore: 1, tcp), next: 44))),
      Row(
        reason: .ipv6Fragment,
        packet: Make.ethernet(
          0x86DD, Make.ipv6(Make.fragmentHeader(next: 6, offsetAndMore: 1448, tcp), next: 44))),
    ]
  }()

  @Test(arguments: rows)
  func isCounted(_ row: Row) {
    var decoder = PacketDecoder()
    for _ in 0..<2 {
      let segment = decoder.decode(
        row.packet.span.bytes, linkType: row.linkType, wireLength: row.packet.count)
      #expect(segment == nil)
    }
    #expect(decoder.skipped == [row.reason: 2])
  }

  @Test func everyReasonHasARowOrCannotHappenYet() {
    let shown = Set(Self.rows.map(\.reason))
    #expect(Set(SkipReason.allCases).subtracting(shown) == [.malformedLink])
  }

  @Test(arguments: SkipReason.allCases)
  func namesAreKebabCase(_ reason: SkipReason) {
    #expect(reason.rawValue.allSatisfy { $0 == "-" || $0.isLowercase || $0.isNumber })
  }
}
