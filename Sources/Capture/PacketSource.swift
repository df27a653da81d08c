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
  /// - Returns: Its record, or `nil` when there are no more; a file that is damaged ends where the
  ///   damage begins, and `info.damage` tells it.
  func next() throws(CaptureError) -> PacketRecord?

  /// Calls `body` with the captured bytes of the packet that `next` gave last.
  ///
  /// There are none before the first call of `next`, and after the last packet.
  func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R
}

extension PacketSource {
  /// Calls `body` with each packet that is left, until the end or an error.
  public func forEach(_ body: (PacketRecord, RawSpan) throws -> Void) throws {
    while let record = try next() {
      try withBytes { try body(record, $0) }
    }
  }
}
