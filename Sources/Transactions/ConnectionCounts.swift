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
    both.opaqueProtocols.merge(more.opaqueProtocols, uniquingKeysWith: +)
    both.dataBytes += more.dataBytes
  }
}
