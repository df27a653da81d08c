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
          hint: limit.limit == "gaps" ? hintOfGaps : nil,
          values: [("limit", limit.limit), ("count", "\(limit.count)")],
          "The bound \(limit.limit) was reached \(plural(limit.count, "time")).")
      }
    })
}

/// The one bound that nobody can raise, and that is of one direction of a connection.
private let hintOfGaps: Statement = """
  The bound gaps is fixed: it counts holes in one direction of a connection. Sort the file with \
  reordercap, or capture with a larger buffer (tcpdump -B).
  """
