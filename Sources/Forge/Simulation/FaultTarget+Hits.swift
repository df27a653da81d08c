extension FaultTarget {
  /// The seed of its chances; 0 where nothing is left to chance.
  var seed: UInt64 {
    switch self {
    case .data, .packets: 0
    case .randomData(_, let seed), .randomPackets(_, let seed): seed
    }
  }

  /// Whether a packet is among those meant.
  ///
  /// `packet` is its number among all packets of its sender, `data` that among the segments with
  /// data, when it is not sent again.
  func hits(packet: Int, data: Int?, hasData: Bool, _ generator: inout SeededGenerator) -> Bool {
    switch self {
    case .data(let indices): data.map(indices.contains) ?? false
    case .packets(let indices): indices.contains(packet)
    case .randomData(let probability, _): hasData && generator.happens(probability)
    case .randomPackets(let probability, _): generator.happens(probability)
    }
  }
}
