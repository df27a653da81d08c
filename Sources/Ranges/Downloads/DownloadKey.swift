public import Phrases

/// What makes exchanges one download.
public enum DownloadGrouping: String, Sendable, CaseIterable {
  /// One client and one resource: as a user thinks of it.
  case resource
  /// One resource, whoever fetched it: as the servers see it.
  case url
  /// One client and one path and length, whatever host it came from: as a downloader with mirrors
  /// sees it.
  case client
  /// One client, one resource and one server address: each server by itself.
  case server
}

/// What the exchanges of one download have in common, and why some of them count to it that differ.
public struct DownloadKey: Sendable, Equatable {
  /// Why exchanges of several addresses, or of several user agents, are one download.
  public enum Joint: String, Sendable, CaseIterable {
    /// One server gave the same path, strong entity tag and length under two Host names.
    case hostAlias = "one server gave the same file under several Host names"
    /// The same file under addresses that differ in their signatures only.
    case signature = "the addresses differ in their signatures only"
    /// One address redirected to several.
    case redirect = "one address redirected to all of them"
    /// A user agent went on where another had been broken off.
    case handedOver = "one user agent went on where another was broken off"
    /// The same path and length from several hosts.
    case mirror = "the hosts gave the same path and length"
  }

  /// What makes exchanges one download.
  public var grouping = DownloadGrouping.resource
  /// The user agent, where others fetched the same for the same address.
  public var userAgent: String?
  /// Whom a proxy asked for, where it asked for several.
  public var forwardedFor: String?
  /// What brought exchanges together.
  public var joints: [Joint] = []

  /// The key of one client and one resource.
  public init() {}

  /// The key of a grouping.
  init(_ grouping: DownloadGrouping) { self.grouping = grouping }

  /// The key as a report states it.
  public var text: Statement {
    var text: Statement =
      switch grouping {
      case .resource: "client and resource"
      case .url: "resource, whoever the client"
      case .client: "client, path and length, whatever the host"
      case .server: "client, resource and server"
      }
    if let forwardedFor { text = "\(text), asked for \(forwardedFor)" }
    if let userAgent { text = "\(text), user agent \(userAgent)" }
    for joint in joints { text = "\(text); \(Statement(words: joint.rawValue))" }
    return text
  }
}
