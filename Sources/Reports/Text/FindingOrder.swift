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
    let findings = Array(findings)
    guard findings.contains(where: { $0.becauseOf != nil }) else {
      return sorted(findings.indices, of: findings).map {
        Entry(finding: findings[$0], isConsequence: false)
      }
    }
    // A download has a finding of each rule at most: so few are looked through, not indexed.
    let roots = findings.indices.map { index in root(of: index, in: findings) }
    var entries: [Entry] = []
    var isWritten = [Bool](repeating: false, count: findings.count)
    func add(_ index: Int, _ isConsequence: Bool) {
      if isWritten[index] { return }
      isWritten[index] = true
      entries.append(Entry(finding: findings[index], isConsequence: isConsequence))
      let next = findings.indices.filter { roots[$0] == index }
      for index in sorted(next, of: findings) { add(index, true) }
    }
    // A root is as grave as the gravest thing that came of it.
    let gravity = findings.indices.map { index in
      findings.indices.reduce(findings[index].severity) { gravest, other in
        roots[other] == index ? max(gravest, findings[other].severity) : gravest
      }
    }
    let order = findings.indices.filter { roots[$0] == nil }.sorted { a, b in
      gravity[a] != gravity[b] ? gravity[a] > gravity[b] : findings[a].id < findings[b].id
    }
    for index in order { add(index, false) }
    // A circle of causes has no root; nothing is left out for that.
    for index in sorted(findings.indices, of: findings) {
      add(index, findings[index].becauseOf != nil)
    }
    return entries
  }

  /// The index of the finding that one follows from, where it is among them.
  private static func root(of index: Int, in findings: [Finding]) -> Int? {
    guard let id = findings[index].becauseOf, id != findings[index].id else { return nil }
    return findings.firstIndex { $0.id == id }
  }

  private static func sorted(
    _ indices: some Sequence<Int>, of findings: [Finding]
  ) -> [Int] {
    indices.sorted { a, b in
      findings[a].severity != findings[b].severity
        ? findings[a].severity > findings[b].severity : findings[a].id < findings[b].id
    }
  }
}
