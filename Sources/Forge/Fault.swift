/// Something that goes wrong with one packet.
public enum Fault: Hashable, Sendable {
  /// The capture misses the packet; the receiver has it, and its acknowledgements say so.
  case missed
  /// The receiver never gets the packet and the sender sends it again; the capture may have seen it.
  case lost(seen: Bool)
  /// The packet arrives after so many later ones of its direction.
  case delayed(places: Int)
  /// The packet is written after so many later ones of the connection, of either direction, though
  /// it arrived in order: captures often hold an acknowledgement before the data.
  case recordedLate(places: Int)
  /// The packet is captured twice, as a mirror port does.
  case duplicated
  /// The sender sends again, though all arrived, after so many further packets of its own. The second
  /// copy begins `shift` bytes after the first one's start (before it, when negative) and is as
  /// long as `count` says, as the first one otherwise. Only bytes already sent are sent again.
  case repeated(shift: Int = 0, count: Int? = nil, after: Int = 2)
  /// The capture keeps only so many bytes of the packet.
  case cut(to: Int)
  /// The TCP checksum in the capture is wrong.
  case wrongChecksum
}

/// Which packets of one end of a connection something goes wrong with.
public enum FaultTarget: Hashable, Sendable {
  /// Its segments with data by number, from 0; segments sent again are not counted.
  case data(Set<Int>)
  /// All its packets by number, from 0: the SYN, acknowledgements and what is sent again included.
  case packets(Set<Int>)
  /// Each of its segments with data, sent again or not, with this probability.
  case randomData(Double, seed: UInt64)
  /// Each of its packets with this probability.
  case randomPackets(Double, seed: UInt64)

  /// The segment with data of this number, from 0.
  public static func data(_ index: Int) -> FaultTarget { .data([index]) }
}

/// A fault and the packets that it befalls.
public struct FaultRule: Hashable, Sendable {
  /// What goes wrong.
  public var fault: Fault
  /// Whose packets.
  public var sender: Peer
  /// Which of them.
  public var target: FaultTarget

  /// The fault `fault` in the packets `target` of `sender`.
  public init(_ fault: Fault, of sender: Peer = .server, _ target: FaultTarget) {
    self.fault = fault
    self.sender = sender
    self.target = target
  }
}
