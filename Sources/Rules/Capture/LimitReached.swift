import HTTP
import Phrases
import Ranges

extension Rule {
  static let limitReached = Rule(
    id: "limit-reached", section: .capture, severity: .warning,
    title: "A bound on memory or connections was reached",
    explanation: """
      To stay within its bounds the tool let something go: the oldest connection, or bytes that \
      waited for others before them. What was let go is not in the report, and downloads that it \
      belonged to may look incomplete.
      """,
    hint: "Filter the capture (-f) to the hosts of interest, or raise the bound.",
    check: .record { record in
      record.facts.limits.filter { $0.count > 0 }.map { limit in
        Evidence(
          values: [("limit", limit.limit), ("count", "\(limit.count)")],
          "The bound \(limit.limit) was reached \(plural(limit.count, "time")).")
      }
    })
}
