internal import Bytes

/// A UDP header, for the tunnels that it may carry.
///
/// Ports are a hint only: each tunnel looks at its own header before it is believed. Source: RFC 768;
/// IANA, Service Name and Transport Protocol Port Number Registry.
struct UDPHeader: CarrierHeader {
  let next: Next
  let length: Int

  init(_ bytes: RawSpan) {
    // UDP is not ours, however little of it there is.
    guard bytes.byteCount >= 8 else {
      next = .skip(.notTCP)
      length = 0
      return
    }
    length = 8
    let tunnel = Self.tunnel(bytes.uint16(at: 2)) ?? Self.tunnel(bytes.uint16(at: 0))
    next = tunnel.map { .layer($0) } ?? .skip(.notTCP)
  }

  private static func tunnel(_ port: UInt16) -> Layer? {
    switch port {
    case 1701: .l2tp
    case 2152: .gtp
    case 3544: .teredo
    case 4754: .gre
    // The second is what Linux used before there was a number.
    case 4789, 8472: .vxlan
    case 5072: .ayiya
    case 6081: .geneve
    case 6635: .mpls
    case 37008: .tzsp
    default: nil
    }
  }
}
