/// How an interface is captured from.
public struct CaptureSettings: Sendable, Equatable {
  /// The interface's name, or `any`.
  public var interface: String
  /// A filter expression of libpcap, which the kernel applies; `nil`: all packets.
  public var filter: String?
  /// The most bytes kept of a packet.
  public var snaplen = 262_144
  /// The kernel's buffer, in bytes.
  public var bufferSize = 64 << 20
  /// Whether packets for others are taken as well, where the network brings them.
  public var isPromiscuous = true
  /// For how long the kernel collects packets before it hands them on, in milliseconds.
  public var pollMilliseconds = 50

  /// The stated defaults, for an interface.
  public init(interface: String) { self.interface = interface }
}
