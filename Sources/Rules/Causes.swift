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
      "validator-changed", "download-mixed",
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
    let byPlace = index(findings)
    return findings.map { finding in
      guard let download = finding.download, let candidates = roots[finding.rule] else {
        return finding
      }
      var finding = finding
      finding.becauseOf =
        candidates.lazy
        .compactMap { byPlace[Place(download: download, rule: $0)] }
        .first
      return finding
    }
  }

  /// For each download the id of the finding that best explains its verdict.
  static func causes(of downloads: [Download], _ findings: [Finding]) -> [Int?] {
    let byPlace = index(findings)
    return downloads.map { download in
      let candidates = (explaining[download.verdict] ?? [])
        .compactMap { byPlace[Place(download: download.id, rule: $0)] }
      // A note explains only where nothing graver does; the last of the list says no more than the
      // verdict.
      let grave = candidates.first { id in
        findings[id - 1].severity > .note
          && findings[id - 1].rule != explaining[download.verdict]?.last
      }
      return grave ?? candidates.first
    }
  }

  private struct Place: Hashable {
    var download: Int
    var rule: String
  }

  private static func index(_ findings: [Finding]) -> [Place: Int] {
    var index: [Place: Int] = [:]
    for finding in findings {
      if let download = finding.download {
        index[Place(download: download, rule: finding.rule)] = finding.id
      }
    }
    return index
  }
}
