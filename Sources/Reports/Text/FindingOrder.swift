import Rules

/// Findings in the order in which a person reads them.
enum FindingOrder {
  /// A finding, and whether it stands below the one that it follows from.
  struct Entry {
    var finding: Finding
    var isConsequence: Bool
  }

  /// The gravest first; what follows from another finding right after it, however grave it is.
  static func entries(_ findings: some Collection<Finding>) -> [Entry] {
    let ids = Set(findings.map(\.id))
    var consequences: [Int: [Finding]] = [:]
    var roots: [Finding] = []
    for finding in findings {
      if let root = finding.becauseOf, root != finding.id, ids.contains(root) {
        consequences[root, default: []].append(finding)
      } else {
        roots.append(finding)
      }
    }
    var entries: [Entry] = []
    var written: Set<Int> = []
    func add(_ finding: Finding, _ isConsequence: Bool) {
      guard written.insert(finding.id).inserted else { return }
      entries.append(Entry(finding: finding, isConsequence: isConsequence))
      for next in sorted(consequences[finding.id] ?? []) { add(next, true) }
    }
    // A root is as grave as the gravest thing that came of it.
    let gravity = roots.map { root in
      (consequences[root.id] ?? []).reduce(root.severity) { max($0, $1.severity) }
    }
    let order = roots.indices.sorted { a, b in
      gravity[a] != gravity[b] ? gravity[a] > gravity[b] : roots[a].id < roots[b].id
    }
    for index in order { add(roots[index], false) }
    // A circle of causes has no root; nothing is left out for that.
    for finding in sorted(findings) { add(finding, finding.becauseOf != nil) }
    return entries
  }

  private static func sorted(_ findings: some Sequence<Finding>) -> [Finding] {
    findings.sorted { a, b in a.severity != b.severity ? a.severity > b.severity : a.id < b.id }
  }
}
