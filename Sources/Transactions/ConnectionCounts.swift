/// Connections, counted.
public struct ConnectionCounts: Sendable, Equatable {
  /// All of them.
  public private(set) var all = 0
  /// Those that carried HTTP.
  public private(set) var http = 0
  /// Those of which something was not read.
  public private(set) var opaque = 0
  /// The bytes that were not read.
  public private(set) var opaqueBytes = 0
  /// Those of which something was not read, by the name of the protocol.
  public private(set) var opaqueProtocols: [String: Int] = [:]
  /// Data bytes of all of them.
  public private(set) var dataBytes = 0

  /// How many names are kept when counts are added, and how long they may be, in characters.
  private static let (mostNamed, namedLength) = (64, 64)

  /// None.
  public init() {}

  /// Counts one more.
  public mutating func add(_ connection: ConnectionSummary) {
    all += 1
    if connection.isHTTP { http += 1 }
    dataBytes += connection.clientBytes + connection.serverBytes
    guard connection.opaqueProtocol != nil || connection.opaqueBytes > 0 else { return }
    opaque += 1
    opaqueBytes += connection.opaqueBytes
    opaqueProtocols[connection.opaqueProtocol ?? "unknown", default: 0] += 1
  }

  /// Both.
  public static func += (both: inout ConnectionCounts, more: ConnectionCounts) {
    both.all += more.all
    both.http += more.http
    both.opaque += more.opaque
    both.opaqueBytes += more.opaqueBytes
    for (name, count) in more.opaqueProtocols {
      // Names are the wire's: of what is added for long only so many, and so much of each, are kept.
      let name = String(name.prefix(namedLength))
      let isKnown = both.opaqueProtocols[name] != nil || both.opaqueProtocols.count < mostNamed
      both.opaqueProtocols[isKnown ? name : "other", default: 0] += count
    }
    both.dataBytes += more.dataBytes
  }
}
