/// The control bits of a TCP header.
///
/// Source: RFC 9293 §3.1.
public struct TCPFlags: OptionSet, Hashable, Sendable {
  /// The octet that holds them.
  public var rawValue: UInt8

  /// The control bits of an octet.
  @inlinable
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// FIN: the sender has no more data.
  public static let fin = TCPFlags(rawValue: 0x01)
  /// SYN: the sequence number is the initial one.
  public static let syn = TCPFlags(rawValue: 0x02)
  /// RST: the connection is reset.
  public static let rst = TCPFlags(rawValue: 0x04)
  /// PSH: pass the data on at once.
  public static let psh = TCPFlags(rawValue: 0x08)
  /// ACK: the acknowledgement number is meaningful.
  public static let ack = TCPFlags(rawValue: 0x10)
  /// URG: the urgent pointer is meaningful.
  public static let urg = TCPFlags(rawValue: 0x20)
}
