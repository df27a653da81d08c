import Analysis
import Rules
import Workers

/// For each transaction of a report the findings that name it, in order.
struct FindingsOfTransactions {
  /// Those of all transactions, one behind another.
  private var ids: [Int32]
  /// Where those of each transaction begin, by index, and where the last ones end.
  private var starts: [Int32]

  /// - Parameters:
  ///   - report: Whose findings.
  ///   - alone: Whether only those count that name no other transaction.
  ///   - workers: Who looks for them.
  init(_ report: Report, alone: Bool, _ workers: Workers) {
    let count = report.exchanges.count
    let parts = workers.map(report.findings.count) { indices in
      var pairs: [(index: Int32, finding: Int32)] = []
      for finding in report.findings[indices] {
        let named = finding.transactions
        guard !alone || named.count == 1 else { continue }
        for id in named where id > 0 && id <= count {
          pairs.append((Int32(id - 1), Int32(finding.id)))
        }
      }
      return pairs
    }
    var next = [Int32](repeating: 0, count: count + 1)
    for part in parts { for pair in part { next[Int(pair.index) + 1] += 1 } }
    for index in 0..<count { next[index + 1] += next[index] }
    starts = next
    ids = [Int32](repeating: 0, count: Int(next[count]))
    for part in parts {
      for pair in part {
        ids[Int(next[Int(pair.index)])] = pair.finding
        next[Int(pair.index)] += 1
      }
    }
  }

  /// The ids of the findings that name the transaction at an index.
  subscript(index: Int) -> [Int] {
    ids[Int(starts[index])..<Int(starts[index + 1])].map { Int($0) }
  }
}
