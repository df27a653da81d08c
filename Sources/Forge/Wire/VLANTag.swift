/// A tag that puts an Ethernet frame into a virtual network.
///
/// Source: IEEE 802.1Q.
public struct VLANTag: Hashable, Sendable {
  /// Which of the two EtherTypes announces the tag.
  public enum Kind: UInt16, Sendable {
    /// 802.1Q.
    case customer = 0x8100
    /// 802.1ad.
    case service = 0x88A8
  }

  /// Which of the two EtherTypes announces the tag.
  public var kind: Kind
  /// Priority, drop eligibility and the network's number, as on the wire.
  public var identifier: UInt16

  /// A tag for the network `identifier`.
  public init(_ identifier: UInt16, kind: Kind = .customer) {
    self.identifier = identifier
    self.kind = kind
  }
}
