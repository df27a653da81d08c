public import Packets
import Ranges
public import Transactions

/// A report of a record that still grows.
public struct ReportSoFar: Sendable {
  /// The report, as if the record ended here.
  public var report: Report
  /// For each exchange of the report whether more of it may come.
  public var isOpen: [Bool]
}

/// Records that grow for long: what they show so far, and what can be forgotten of them.
extension Analyzer {
  /// How many transactions, and how many connections, are kept.
  public var kept: (transactions: Int, connections: Int) { reader.kept }

  /// What was forgotten so far.
  public var letGoSoFar: LetGo { letGo }

  /// What the record shows so far; the analysis goes on as if nothing had been asked.
  ///
  /// - Parameters:
  ///   - inputs: What was read.
  ///   - now: The time of the capture.
  /// - Returns: A report, in which what is under way ends with the capture.
  public func soFar(inputs: [InputInfo], at now: Timestamp) -> ReportSoFar {
    let snapshot = reader.snapshot(at: now)
    var open: [Int: Bool] = [:]
    for (transaction, isOpen) in zip(snapshot.transactions, snapshot.isOpen) where isOpen {
      open[transaction.serial] = true
    }
    var (transactions, connections) = (snapshot.transactions, snapshot.connections)
    drops.settle(&transactions, &connections)
    let report = report(transactions, connections, inputs)
    return ReportSoFar(
      report: report,
      isOpen: report.exchanges.map { open[$0.transaction.serial] ?? false })
  }

  /// Forgets exchanges, and connections that are over and have none left.
  ///
  /// - Parameters:
  ///   - serials: The serial numbers of the exchanges.
  ///   - limit: Connections are forgotten whose last packet came before this.
  public mutating func forget(_ serials: Set<Int>, connectionsBefore limit: Timestamp) {
    let gone = reader.forget({ serials.contains($0) }, connectionsBefore: limit)
    letGo.transactions += gone.transactions
    letGo.connections += gone.connections
  }
}
