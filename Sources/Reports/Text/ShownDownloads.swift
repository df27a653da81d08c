import Analysis
import Phrases
import Ranges
import Rules

/// Which downloads a text describes one by one, where nobody would read them all, and in which order.
struct ShownDownloads {
  /// The indices of those that are described: first those that went wrong.
  let indices: [Int]
  /// How many are not, by verdict.
  private(set) var hidden: [(verdict: Verdict, count: Int)] = []
  /// How many of these have a finding of a severity at worst.
  private(set) var worst: [(severity: Severity, count: Int)] = []

  /// Chooses those that went wrong most gravely, and of these the first.
  init(_ report: Report, atMost limit: Int?) {
    let downloads = report.downloads
    var gravest = [Severity?](repeating: nil, count: downloads.count)
    for finding in report.findings {
      guard let id = finding.download, gravest.indices.contains(id - 1) else { continue }
      gravest[id - 1] = gravest[id - 1].map { max($0, finding.severity) } ?? finding.severity
    }
    let ranks = downloads.indices.map { Self.rank(downloads[$0].verdict, gravest[$0]) }
    var isShown = [Bool](repeating: true, count: downloads.count)
    if let limit, limit < downloads.count {
      isShown = [Bool](repeating: false, count: downloads.count)
      var left = limit
      for rank in 0...Self.lastRank {
        for index in downloads.indices where left > 0 && ranks[index] == rank {
          isShown[index] = true
          left -= 1
        }
      }
    }
    let shown = downloads.indices.filter { isShown[$0] }
    indices =
      shown.filter { ranks[$0] <= Self.lastWrong } + shown.filter { ranks[$0] > Self.lastWrong }
    guard shown.count < downloads.count else { return }
    let others = downloads.indices.filter { !isShown[$0] }
    hidden = Verdict.allCases.map { verdict in
      (verdict, others.count { downloads[$0].verdict == verdict })
    }.filter { $0.count > 0 }
    worst = [Severity.error, .warning].map { severity in
      (severity, others.count { gravest[$0] == severity })
    }.filter { $0.count > 0 }
  }

  private static let lastWrong = 2
  private static let lastRank = 4

  /// How wrong a download went: the lower, the worse.
  private static func rank(_ verdict: Verdict, _ gravest: Severity?) -> Int {
    if gravest == .error { return 0 }
    if gravest == .warning { return 1 }
    switch verdict {
    case .mixed, .incomplete, .refused, .restarted, .unanswered: return lastWrong
    case .complete, .partial, .unmodified, .redirected, .probed, .unknown:
      return gravest == .note ? 3 : lastRank
    }
  }
}

extension TextPage {
  /// Says how many downloads are not described, and what became of them.
  mutating func writeOthers(than shown: ShownDownloads) throws {
    let count = shown.hidden.reduce(0) { $0 + $1.count }
    guard count > 0 else { return }
    let more = NumberText.counted(count, "more download")
    try section("\(more), not described here")
    let verdicts = shown.hidden.map {
      Statement(count: NumberText.grouped($0.count), $0.verdict.rawValue)
    }
    let worst: [Statement] = shown.worst.map {
      $0.severity == .error
        ? "\(NumberText.grouped($0.count)) with an error"
        : "\(NumberText.grouped($0.count)) with a warning"
    }
    let gravity: Statement =
      worst.isEmpty ? "none with a finding above a note" : worst.joined(separator: ", ")
    try paragraph(say("\(verdicts.joined(separator: ", ")); \(gravity)."), indent: 2)
    try paragraph(
      say("--show 0 describes all, --url and --client choose, --quiet gives a line to each."),
      indent: 2)
  }
}
