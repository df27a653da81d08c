import Packets

/// Which versions are one file on servers that are out of step.
///
/// Versions of the same length and coding are taken as one file when an older one comes back after
/// a newer, when each came from servers of its own, or when they have one Last-Modified and only
/// their entity tags differ: then the tag tells more of the server than of the file.
struct MirrorGrouping {
  private var sets: DisjointSets
  private let versions: [Version]

  /// - Parameters:
  ///   - versions: The versions of one download.
  ///   - sequence: The version and the server of each content exchange, in order.
  init(_ versions: [Version], sequence: [(version: Int, server: Endpoint)]) {
    self.versions = versions
    sets = DisjointSets(versions.count)
    guard versions.count > 1 else { return }
    joinReturning(sequence)
    joinByServer(sequence)
    joinByDate()
  }

  /// For each version the first of its kind.
  consuming func roots() -> [Int] {
    versions.indices.map { sets.root($0) }
  }

  private func alike(_ a: Int, _ b: Int) -> Bool {
    guard let length = versions[a].completeLength else { return false }
    return versions[b].completeLength == length
      && versions[a].contentEncoding == versions[b].contentEncoding
  }

  /// An older version that comes back is one with all alike that came between.
  private mutating func joinReturning(_ sequence: [(version: Int, server: Endpoint)]) {
    var stack: [Int] = []
    var depth: [Int: Int] = [:]
    for (version, _) in sequence {
      if let place = depth[version], place < stack.count, stack[place] == version {
        for between in stack[(place + 1)...] {
          if alike(between, version) { sets.join(between, version) }
          depth[between] = nil
        }
        stack.removeSubrange((place + 1)...)
      } else {
        depth[version] = stack.count
        stack.append(version)
      }
    }
  }

  /// Versions alike that came from different servers each.
  private mutating func joinByServer(_ sequence: [(version: Int, server: Endpoint)]) {
    var versionOf: [Endpoint: Int] = [:]
    var mixed: Set<Endpoint> = []
    var servers: [Int: Set<Endpoint>] = [:]
    for (version, server) in sequence {
      servers[version, default: []].insert(server)
      if let other = versionOf[server], other != version { mixed.insert(server) }
      versionOf[server] = version
    }
    guard versionOf.count > 1 else { return }
    let pure = versions.indices.filter { servers[$0]?.isDisjoint(with: mixed) ?? false }
    for (a, b) in zip(pure, pure.dropFirst()) where alike(a, b) { sets.join(a, b) }
  }

  /// Versions alike of one Last-Modified.
  private mutating func joinByDate() {
    var byDate: [String: [Int]] = [:]
    for (number, version) in versions.enumerated() {
      if let date = version.lastModified { byDate[date, default: []].append(number) }
    }
    for numbers in byDate.values {
      for (a, b) in zip(numbers, numbers.dropFirst()) where alike(a, b) { sets.join(a, b) }
    }
  }
}
