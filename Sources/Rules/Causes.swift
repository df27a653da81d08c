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
      "resume-refused", "unsatisfied-yet-satisfiable", "resume-restarted", "range-ignored",
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

  /// The same findings, each with the one that it follows from.
  static func link(_ findings: [Finding], roots: [String: [String]]) -> [Finding] {
    var linked = findings
    forEachDownload(findings) { _, own in
      guard own.count > 1 else { return }
      for index in own.indices {
        guard let candidates = roots[own[index].rule], !candidates.isEmpty else { continue }
        linked[index].becauseOf = candidates.lazy.compactMap { id(of: $0, in: own) }.first
      }
    }
    return linked
  }

  /// For each download the id of the finding that best explains its verdict.
  static func causes(of downloads: [Download], _ findings: [Finding]) -> [Int?] {
    var causes = [Int?](repeating: nil, count: downloads.count)
    // Most downloads have the same verdict as the one before.
    var latest: (verdict: Verdict, rules: [String])?
    forEachDownload(findings) { id, own in
      guard causes.indices.contains(id - 1) else { return }
      let verdict = downloads[id - 1].verdict
      if latest?.verdict != verdict { latest = (verdict, Self.explaining[verdict] ?? []) }
      let explaining = latest?.rules ?? []
      if own.count == 1 {
        causes[id - 1] =
          explaining.contains(findings[own.startIndex].rule) ? findings[own.startIndex].id : nil
        return
      }
      let candidates = explaining.compactMap { self.id(of: $0, in: own) }
      // A note explains only where nothing graver does; the last of the list says no more than the
      // verdict.
      let grave = candidates.first { id in
        findings[id - 1].severity > .note && findings[id - 1].rule != explaining.last
      }
      causes[id - 1] = grave ?? candidates.first
    }
    return causes
  }

  /// Calls `body` with each download that has findings, which stand together.
  private static func forEachDownload(
    _ findings: [Finding], _ body: (Int, ArraySlice<Finding>) -> Void
  ) {
    var start = 0
    while start < findings.count {
      guard let download = findings[start].download else { return }
      var end = start + 1
      while end < findings.count, findings[end].download == download { end += 1 }
      body(download, findings[start..<end])
      start = end
    }
  }

  /// The id of the finding of a rule; a download has one of each at most.
  private static func id(of rule: String, in findings: ArraySlice<Finding>) -> Int? {
    findings.last { $0.rule == rule }?.id
  }
}
