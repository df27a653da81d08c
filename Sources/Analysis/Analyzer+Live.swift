public import Packets
import Ranges
import Streams
public import Transactions

/// A report of a record that still grows.
public struct ReportSoFar: Sendable {
  /// The report, as if the record ended here.
  public var report: Report
  /// For each exchange of the report whether more of it may come.
  public var isOpen: [Bool]
}

/// What is known of a record that still grows: its analysis goes on as if nothing had been asked,
/// meanwhile a report can be made of it.
public struct RecordSnapshot: Sendable {
  let basis: ReportBasis
  let known: TransactionSnapshot

  /// The report, in which what is under way ends with the capture.
  ///
  /// - Parameter inputs: What was read.
  /// - Returns: It, and of which exchanges more may come.
  public consuming func report(inputs: [InputInfo]) -> ReportSoFar {
    var open: Set<Int> = []
    for (transaction, isOpen) in zip(known.transactions, known.isOpen) where isOpen {
      open.insert(transaction.serial)
    }
    let report = basis.report(known.transactions, known.connections, inputs)
    return ReportSoFar(
      report: report, isOpen: report.exchanges.map { open.contains($0.transaction.serial) })
  }
}

/// Records that grow for long: what they show so far, and what can be forgotten of them.
extension Analyzer {
  /// How many transactions, and how many connections, are kept.
  public var kept: (transactions: Int, connections: Int) { reader.kept }

  /// What was forgotten so far.
  public var letGoSoFar: LetGo { letGo }

  /// What is known so far, to be made a report of.
  ///
  /// - Parameter now: The time of the capture.
  /// - Returns: A copy of it.
  public func snapshot(at now: Timestamp) -> RecordSnapshot {
    RecordSnapshot(basis: basis, known: reader.snapshot(at: now))
  }

  /// The time of the record: that of its latest segment, a single one far ahead not believed.
  public var now: Timestamp { reassembler.now }

  /// About the bytes of memory that all takes that is kept.
  public var footprint: Int { reader.footprint + reassembler.footprint }

  /// Lets go of connections, those that are idle longest first, until enough is freed.
  ///
  /// Their transactions are over then, and can be forgotten.
  public mutating func letGoOfConnections(toFree bytes: Int) {
    reassembler.letGo(toFree: bytes, { $0.footprint(ofSlot: $1) }, into: &reader)
  }

  /// Forgets exchanges, and connections that are over and have none left.
  ///
  /// - Parameters:
  ///   - serials: The serial numbers of the exchanges.
  ///   - limit: Connections are forgotten whose last packet came before this.
  public mutating func forget(_ serials: Set<Int>, connectionsBefore limit: Timestamp) {
    letGo += reader.forget({ serials.contains($0) }, connectionsBefore: limit)
    drops.forget(before: reader.oldestStart ?? limit)
  }
}
