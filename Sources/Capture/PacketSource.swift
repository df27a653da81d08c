public import Packets

/// Something that gives packets one after the other: a file, or an interface.
///
/// A packet's bytes belong to the source. They are lent to the closure of `withBytes` and stay as
/// they are until the next call of `next`, so that several sources can each hold one packet ready.
public protocol PacketSource: AnyObject {
  /// What is known of the input so far; the counts and times grow as packets are read.
  var info: InputInfo { get }

  /// Reads the next packet.
  ///
  /// - Returns: Its record, or `nil` when there are no more. What a damaged file has lost is passed
  ///   over, and `info.damage` tells it.
  func next() throws(CaptureError) -> PacketRecord?

  /// Calls `body` with the captured bytes of the packet that `next` gave last.
  ///
  /// There are none before the first call of `next`, and after the last packet.
  func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R

  /// Calls `body` with the packets that are left, those that lie together at once, up to the first
  /// whose time is not before `limit`.
  ///
  /// This is the fast way: one call for many packets. `body` must not use the source.
  ///
  /// - Parameters:
  ///   - limit: The time.
  ///   - input: The caller's number of this source, which `body` is given with the packets.
  ///   - body: Takes them, with the bytes in which they lie: one at least, whose times do not go back.
  /// - Returns: The record of that packet, as `next` would give it; `nil` when there is none.
  /// - Throws: What `body` throws, after which packets may be missing, and what reading throws.
  func forEachRow(
    until limit: Timestamp, of input: Int,
    _ body: (Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws -> PacketRecord?

  /// Gives back what can be had again, as the open file; using the source takes it again.
  func suspend()

  /// Takes again what `suspend` has given back, before the packet that `next` gave last is used.
  func resume() throws(CaptureError)
}

extension PacketSource {
  /// Calls `body` with each packet that is left, until the end or an error.
  public func forEach(_ body: (PacketRecord, RawSpan) throws -> Void) throws {
    try forEachRow(of: 0) { _, packets, bytes in
      try packets.forEach(in: bytes) { record, captured in try body(record, captured) }
    }
  }

  /// Calls `body` with all packets that are left, with the caller's number of this source.
  func forEachRow(
    of input: Int, _ body: (Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws {
    while let record = try forEachRow(until: Timestamp(nanoseconds: .max), of: input, body) {
      try lend(record, of: input, body)
    }
  }

  /// Calls `body` with the packet that `next` gave last.
  func lend(
    _ record: PacketRecord, of input: Int,
    _ body: (Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws {
    try withBytes { bytes in
      let packet = CollectionOfOne(PlacedPacket(record, at: 0))
      try body(input, packet.span, bytes)
    }
  }

  /// Calls `body` with the packets one by one.
  public func forEachRow(
    until limit: Timestamp, of input: Int,
    _ body: (Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws -> PacketRecord? {
    while let record = try next() {
      if record.time >= limit { return record }
      try lend(record, of: input, body)
    }
    return nil
  }

  /// Does nothing.
  public func suspend() {}

  /// Does nothing.
  public func resume() throws(CaptureError) {}
}
