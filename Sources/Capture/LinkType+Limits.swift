internal import Packets

extension LinkType {
  /// The most bytes that a packet of this link type is believed to have in a file of that snaplen.
  ///
  /// Source: `max_snaplen_for_dlt` of libpcap; above it a length is taken for damage.
  func longestPacket(snaplen: Int) -> Int {
    switch rawValue {
    // USB of three systems, D-Bus, EBHSCR: what these carry is no frame of a network.
    case 186, 189, 220, 231, 249, 266, 279: RecordLimits.longest
    default:
      (RecordLimits.usualPacket...RecordLimits.longest).contains(snaplen)
        ? snaplen : RecordLimits.usualPacket
    }
  }
}
