public import Packets

/// A capture described as data: connections, and how their packets are kept.
///
/// The same description gives the same bytes, always. Nothing is made before it is asked for.
public struct ForgedCapture: Sendable {
  /// The connections, in any order.
  public var connections: [ForgedConnection]
  /// Packets of no connection.
  public var strays: [StrayPacket] = []
  /// When the capture begins; 2014-05-04T05:14:54Z when it is not said.
  public var start = Timestamp(seconds: 1_399_180_494, nanoseconds: 0)
  /// What stands before the IP headers.
  public var link = LinkLayer.ethernet()
  /// The most bytes of a packet that the capture keeps.
  public var snaplen = 262_144
  /// Which packets the capture keeps, counted from 0 over all connections; all when `nil`.
  public var kept: Range<Int>?
  /// How the file writes its numbers.
  public var format = PcapFormat()

  /// A capture of these connections.
  public init(
    connections: [ForgedConnection], link: LinkLayer = .ethernet(), snaplen: Int = 262_144,
    format: PcapFormat = PcapFormat()
  ) {
    self.connections = connections
    self.link = link
    self.snaplen = snaplen
    self.format = format
  }

  /// The packets, in the order of time.
  public func packets() -> [ForgedPacket] {
    var packets: [ForgedPacket] = []
    var merger = PacketMerger(self)
    while let item = merger.next() { packets.append(packet(item)) }
    return packets
  }

  /// What truly happened, connection by connection.
  public func truth() -> [ForgedTruth] {
    var merger = PacketMerger(self)
    while merger.next() != nil {}
    return merger.truth
  }

  /// The capture file.
  public func pcap() -> [UInt8] {
    var file: [UInt8] = []
    write { file.append(contentsOf: $0) }
    return file
  }

  /// Makes the capture file piece by piece and hands each to `sink`.
  ///
  /// - Parameter sink: takes the next bytes of the file, some 256 KiB at a time.
  /// - Returns: what truly happened, connection by connection.
  /// - Throws: what `sink` throws.
  @discardableResult
  public func write<Failure: Error>(
    to sink: (_ piece: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) -> [ForgedTruth] {
    var piece: [UInt8] = []
    piece.reserveCapacity(512 * 1024)
    format.appendHeader(snaplen: UInt32(snaplen), linkType: link.linkType, to: &piece)
    var merger = PacketMerger(self)
    while let item = merger.next() {
      appendRecord(item, to: &piece)
      if piece.count >= 256 * 1024 {
        try sink(piece)
        piece.removeAll(keepingCapacity: true)
      }
    }
    try sink(piece)
    return merger.truth
  }
}
