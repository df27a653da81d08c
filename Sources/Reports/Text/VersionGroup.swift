import Ranges

/// The versions of a download that are one file, and what of it came.
struct VersionGroup {
  /// Their indices.
  var versions: [Int]
  var completeLength: Int?
  var covered: [Range<Int>]
  /// The ids of the transactions that brought it.
  var transactions: [Int]

  /// The groups in the order of their first versions, without those of which nothing came.
  static func groups(of download: Download) -> [VersionGroup] {
    var groups: [VersionGroup] = []
    var groupOfFirst: [Int: Int] = [:]
    for (index, version) in download.versions.enumerated() {
      let first = download.mirrorOf.indices.contains(index) ? download.mirrorOf[index] : index
      if let group = groupOfFirst[first] {
        groups[group].versions.append(index)
        groups[group].completeLength = groups[group].completeLength ?? version.completeLength
        groups[group].covered = CoverageMap.union(groups[group].covered + version.covered)
        groups[group].transactions += version.transactions
      } else {
        groupOfFirst[first] = groups.count
        groups.append(
          VersionGroup(
            versions: [index], completeLength: version.completeLength, covered: version.covered,
            transactions: version.transactions))
      }
    }
    return groups.filter { !$0.covered.isEmpty }
  }
}
