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
  @inlinable public static var fin: TCPFlags { TCPFlags(rawValue: 0x01) }
  /// SYN: the sequence number is the initial one.
  @inlinable public static var syn: TCPFlags { TCPFlags(rawValue: 0x02) }
  /// RST: the connection is reset.
  @inlinable public static var rst: TCPFlags { TCPFlags(rawValue: 0x04) }
  /// PSH: pass the data on at once.
  @inlinable public static var psh: TCPFlags { TCPFlags(rawValue: 0x08) }
  /// ACK: the acknowledgement number is meaningful.
  @inlinable public static var ack: TCPFlags { TCPFlags(rawValue: 0x10) }
  /// URG: the urgent pointer is meaningful.
  @inlinable public static var urg: TCPFlags { TCPFlags(rawValue: 0x20) }
}
