import Ranges

/// Which finding explains which, and which explains a verdict.
enum Causes {
  /// Rules whose findings explain a verdict, best first.
  static let explaining: [Verdict: [String]] = [
    .restarted: [
      "resume-restarted", "if-range-matched-but-200", "range-ignored", "restart-without-range",
    ],
    .mixed: [
      "if-range-ignored", "if-range-weak-honoured", "encoded-slice", "content-coding-same-etag",
      "complete-length-changed", "content-coding-differs", "resume-without-validator",
      "validator-changed", "content-diverged", "download-mixed",
    ],
    .incomplete: [
      "content-type-flipped", "resume-refused", "unsatisfied-yet-satisfiable", "resume-restarted",
      "range-ignored",
      "body-truncated", "precondition-failed", "content-range-length", "encoded-slice",
      "content-range-mismatch", "content-range-missing", "http-desync", "reopen-amplification",
      "request-unanswered", "download-incomplete",
    ],
    .partial: [
      "partial-unrequested", "first-range-only", "content-range-shortened",
      "unsatisfied-yet-satisfiable",
      "reopen-amplification", "body-truncated", "download-incomplete",
    ],
    .refused: [
      "resume-refused", "precondition-failed", "unsatisfied-yet-satisfiable",
      "unsatisfied-unrequested", "resume-already-complete", "range-unsatisfiable",
    ],
    .redirected: ["redirected"],
    .unanswered: ["request-unanswered"],
    .unknown: [
      "content-range-missing", "content-range-malformed", "multipart-malformed",
      "range-unit-unknown", "capture-ended", "complete-length-unknown", "request-unanswered",
    ],
  ]

  /// Tells each finding from which one it follows.
  static func link(_ findings: inout [Finding]) {
    var start = 0
    while let own = nextDownload(findings, from: start) {
      start = own.upperBound
      guard own.count > 1 else { continue }
      for index in own {
        for candidate in findings[index].roots {
          guard let id = id(of: candidate, in: findings[own]) else { continue }
          findings[index].becauseOf = id
          break
        }
      }
    }
  }

  /// For each download the id of the finding that best explains its verdict.
  static func causes(of downloads: [Download], _ findings: [Finding]) -> [Int?] {
    var causes = [Int?](repeating: nil, count: downloads.count)
    // Most downloads have the same verdict as the one before.
    var latest: (verdict: Verdict, rules: [String])?
    var start = 0
    while let own = nextDownload(findings, from: start) {
      start = own.upperBound
      guard let id = findings[own.lowerBound].download, causes.indices.contains(id - 1) else {
        continue
      }
      let verdict = downloads[id - 1].verdict
      if latest?.verdict != verdict { latest = (verdict, Self.explaining[verdict] ?? []) }
      let explaining = latest?.rules ?? []
      if own.count == 1 {
        let only = own.lowerBound
        let rule = findings[only].rule
        // Most often it is the last one, which says no more than the verdict.
        let explains = explaining.last == rule || explaining.contains(rule)
        causes[id - 1] = explains ? findings[only].id : nil
        continue
      }
      let candidates = explaining.compactMap { self.id(of: $0, in: findings[own]) }
      // A note explains only where nothing graver does; the last of the list says no more than the
      // verdict.
      let grave = candidates.first { id in
        findings[id - 1].severity > .note && findings[id - 1].rule != explaining.last
      }
      causes[id - 1] = grave ?? candidates.first
    }
    return causes
  }

  /// The indices of the findings of the download that those from `start` on are of, which stand
  /// together; `nil` where only those of no download are left.
  private static func nextDownload(_ findings: [Finding], from start: Int) -> Range<Int>? {
    guard start < findings.count, let download = findings[start].download else { return nil }
    var end = start + 1
    while end < findings.count, findings[end].download == download { end += 1 }
    return start..<end
  }

  /// The id of the finding of a rule; a download has one of each at most.
  private static func id(of rule: String, in findings: ArraySlice<Finding>) -> Int? {
    findings.last { $0.rule == rule }?.id
  }
}
