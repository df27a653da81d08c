import Packets

/// A segment that was found, with the bytes that it was found in.
struct Decoded {
  var segment: Segment
  var bytes: [UInt8]

  var payload: [UInt8] { Array(bytes[segment.payload]) }
}

extension PacketDecoder {
  /// All segments of a packet, wherever they were found.
  mutating func find(
    _ packet: [UInt8], _ linkType: LinkType = .ethernet, wireLength: Int? = nil,
    at seconds: Int64 = 0
  ) -> [Decoded] {
    let segment = decode(
      packet.span.bytes, linkType: linkType, wireLength: wireLength ?? packet.count,
      time: Timestamp(seconds: seconds, nanoseconds: 0))
    if let segment { return [Decoded(segment: segment, bytes: packet)] }
    return extracted.map { Decoded(segment: $0.segment, bytes: $0.bytes) }
  }

  /// How many packets were skipped, for whatever reason.
  var skippedCount: Int { skipped.values.reduce(0, +) }
}

extension SkipReason {
  /// What the snaplen can do to a packet whose layers we read.
  static let ofCuts: Set<SkipReason> = [
    .truncatedEthernet, .truncatedLink, .truncatedIP, .truncatedTunnel, .truncatedTCP,
    // A UDP header that is cut might be that of anything.
    .notTCP,
  ]
}
