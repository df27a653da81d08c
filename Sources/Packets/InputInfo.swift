/// What is known of one input: a capture file, or an interface.
public struct InputInfo: Equatable, Sendable {
  /// The path as given, `-` for standard input, or the interface's name.
  public var path: String
  /// Whether it is a live capture.
  public var isLive: Bool
  /// The file's format; `nil` where it is no capture.
  public var format: CaptureFormat?
  /// How the file is compressed, or `nil` when it is not.
  public var compression: String?
  /// How many packets were read, those that a filter left out included.
  public var packets: Int
  /// How many bytes of packets were read: the sum of the captured lengths.
  public var bytes: Int
  /// The earliest time of a packet, or `nil` when there was none.
  public var firstTime: Timestamp?
  /// The latest time of a packet, or `nil` when there was none.
  public var lastTime: Timestamp?
  /// How many digits of a second the capture's times have: 6 or 9.
  public var fractionDigits: Int
  /// Where the packets were captured; one that never gave a packet may be left out.
  public var interfaces: [InterfaceInfo]
  /// What could not be read, in the order of the file; empty when all of it could.
  public var damage: [Damage]

  /// An input of which nothing has been read yet.
  public init(path: String, isLive: Bool = false, format: CaptureFormat?) {
    self.path = path
    self.isLive = isLive
    self.format = format
    packets = 0
    bytes = 0
    fractionDigits = 6
    interfaces = []
    damage = []
  }

  /// Counts one packet.
  public mutating func count(_ record: PacketRecord) {
    packets += 1
    bytes += record.capturedLength
    firstTime = min(firstTime ?? record.time, record.time)
    lastTime = max(lastTime ?? record.time, record.time)
  }
}

/// A format of capture files.
public enum CaptureFormat: String, Sendable {
  /// The classic format of libpcap, in any of its variants.
  case pcap
  /// The next generation format, in blocks.
  case pcapng
}

/// An interface that packets of an input came from.
public struct InterfaceInfo: Equatable, Sendable {
  /// Its name, or `nil` when the capture does not tell it.
  public var name: String?
  /// The name of its link type, as `EN10MB`, or its number where it has no name.
  public var linkType: String
  /// The most bytes kept of a packet.
  public var snaplen: Int
  /// How many packets it saw, or `nil` when the capture does not tell.
  public var received: Int?
  /// How many packets it lost, or `nil` when the capture does not tell.
  public var dropped: Int?

  /// An interface of a capture.
  public init(
    name: String? = nil, linkType: String, snaplen: Int, received: Int? = nil, dropped: Int? = nil
  ) {
    self.name = name
    self.linkType = linkType
    self.snaplen = snaplen
    self.received = received
    self.dropped = dropped
  }
}

/// A part of a capture file that could not be read.
public struct Damage: Equatable, Sendable {
  /// Where it begins, in bytes from the start of the file; `nil` when that is not known.
  public var offset: Int?
  /// What is wrong there, in words.
  public var reason: String
  /// How many bytes of the file were not read because of it; `nil` when that is not known.
  public var lost: Int?

  /// A part of a capture file that could not be read.
  public init(offset: Int?, reason: String, lost: Int?) {
    self.offset = offset
    self.reason = reason
    self.lost = lost
  }
}
