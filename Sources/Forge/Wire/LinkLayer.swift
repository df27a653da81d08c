public import Packets

/// What stands before the IP header of every packet of a capture.
public enum LinkLayer: Hashable, Sendable {
  /// Ethernet II, with the given tags from the outermost on; `padded` to 60 bytes as cards send it.
  case ethernet(tags: [VLANTag] = [], padded: Bool = false)
  /// Nothing: IPv4 or IPv6 at once.
  case raw
  /// BSD loopback: the address family in the order of the machine that captured.
  case null(ByteOrder = .little)
  /// OpenBSD loopback: the address family in network order.
  case loop

  /// The number that a capture file gives it.
  public var linkType: LinkType {
    switch self {
    case .ethernet: .ethernet
    case .raw: .raw
    case .null: .null
    case .loop: .loop
    }
  }

  /// Appends the header of a packet from `source`.
  func append(from source: Peer, isIPv4: Bool, to bytes: inout [UInt8]) {
    switch self {
    case .ethernet(let tags, _):
      let client: [UInt8] = [0x02, 0, 0, 0, 0, 0x01]
      let server: [UInt8] = [0x02, 0, 0, 0, 0, 0x02]
      bytes.append(contentsOf: source == .client ? server : client)
      bytes.append(contentsOf: source == .client ? client : server)
      for tag in tags {
        bytes.append(big: tag.kind.rawValue)
        bytes.append(big: tag.identifier)
      }
      bytes.append(big: isIPv4 ? 0x0800 : 0x86DD as UInt16)
    case .raw: break
    case .null(let order): bytes.append(isIPv4 ? 2 : 30 as UInt32, order)
    case .loop: bytes.append(big: isIPv4 ? 2 : 24 as UInt32)
    }
  }
}
