/// One of the two ends of a connection, by the part it plays in HTTP.
public enum Peer: Hashable, Sendable, CaseIterable {
  case client, server

  /// The other end.
  public var other: Peer { self == .client ? .server : .client }
}
