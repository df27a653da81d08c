/// A packet that lies among others in one block of bytes.
public struct PlacedPacket: Equatable, Sendable {
  /// What the capture says of it.
  public var record: PacketRecord
  /// Where its bytes begin in the block.
  public var start: Int

  /// A packet whose bytes begin at `start`.
  @inlinable @inline(__always)
  public init(_ record: PacketRecord, at start: Int) {
    self.record = record
    self.start = start
  }

  /// Where its bytes lie in the block, half-open.
  @inlinable @inline(__always)
  public var range: Range<Int> { start..<start + record.capturedLength }
}

extension Span<PlacedPacket> {
  /// Calls `body` with each packet that lies in `block`, and its bytes.
  @inlinable @inline(__always)
  public func forEach(in block: RawSpan, _ body: (PacketRecord, RawSpan) throws -> Void) rethrows {
    for index in indices { try body(self[index].record, block.extracting(self[index].range)) }
  }
}
