/// What the bytes of a packet begin with.
///
/// The numbers are those of capture files (LINKTYPE_ values), not of a system's DLT_ values, and of
/// the tcpdump group's registry.
public struct LinkType: RawRepresentable, Hashable, Sendable {
  /// The number in the registry.
  public var rawValue: UInt32

  /// The link type of that number, known here or not.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// BSD loopback: a family in the byte order of the capturing machine.
  public static let null = LinkType(rawValue: 0)
  /// Ethernet.
  public static let ethernet = LinkType(rawValue: 1)
  /// Raw IP, version 4 or 6 by its first nibble.
  public static let raw = LinkType(rawValue: 101)
  /// OpenBSD loopback: a family in network byte order.
  public static let loop = LinkType(rawValue: 108)
  /// Linux cooked capture, version 1.
  public static let linuxCooked = LinkType(rawValue: 113)
  /// Linux cooked capture, version 2.
  public static let linuxCooked2 = LinkType(rawValue: 276)
  /// Raw IPv4.
  public static let ipv4 = LinkType(rawValue: 228)
  /// Raw IPv6.
  public static let ipv6 = LinkType(rawValue: 229)
}
