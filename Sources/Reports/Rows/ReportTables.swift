import Packets
public import Analysis
import Phrases
import Ranges
import Rules

/// A report as tables for a database: a column that says which report a row is of comes first in each.
///
/// Positions are inclusive at both ends. Secrets are taken out as in every form that is not JSON.
public struct ReportTables {
  /// A table: its name, the names of its columns with their types in SQL, and its rows.
  public struct Table {
    /// Its name.
    public let name: String
    /// The names of its columns and their types.
    public let columns: [(name: String, type: String)]
    /// How many rows there are.
    public let count: Int
    private let row: (Int) -> [RowValue]

    init(
      _ name: String, _ columns: [(name: String, type: String)], count: Int,
      row: @escaping (Int) -> [RowValue]
    ) {
      self.name = name
      self.columns = columns
      self.count = count
      self.row = row
    }

    /// The values of a row, each in the place of its column; characters that would act on a terminal
    /// are replaced as in text, since shells of databases print what they read.
    public func values(at index: Int) -> [RowValue] {
      row(index).map { value in
        guard case .text(let text) = value else { return value }
        return .text(Self.terminal.sanitized(text))
      }
    }

    private static let terminal = TerminalText(unicode: true)
  }

  private let rows: ReportRows

  /// The tables of a report.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    rows = ReportRows(report, options: options)
  }

  /// All tables, those that others name first.
  public var all: [Table] { [transactions, ranges, downloads, findings] }

  private static let integers: Set<String> = [
    "transaction", "download", "connection", "stream", "status", "content_length", "expected",
    "delivered", "seen", "inferred", "unacknowledged", "unframed",
  ]

  private var transactions: Table {
    let columns = TransactionRow.columns.map { name in
      (
        name: name,
        type: name.hasSuffix("_ms") ? "REAL" : Self.integers.contains(name) ? "INTEGER" : "TEXT"
      )
    }
    let told = rows.report.told
    return Table("transactions", columns, count: told.count) { [rows] index in
      rows.transaction(at: told[index]).values
    }
  }

  /// What of a representation each transaction brought, and each download is without.
  private var ranges: Table {
    var all: [[RowValue]] = []
    func add(
      _ ranges: some Collection<Range<Int>>, _ kind: String, transaction: Int?, download: Int?
    ) {
      for range in ranges {
        guard let range = InclusiveRange(range) else { continue }
        all.append([
          .text(kind), .int(transaction), .int(download), .int(range.first), .int(range.last),
        ])
      }
    }
    for index in rows.report.told {
      let exchange = rows.report.exchanges[index]
      add(exchange.parts, "part", transaction: exchange.id, download: nil)
      add(exchange.unseen, "unseen", transaction: exchange.id, download: nil)
    }
    for download in rows.report.downloads {
      add(download.covered, "covered", transaction: nil, download: download.id)
      add(download.gaps ?? [], "gap", transaction: nil, download: download.id)
    }
    return Table(
      "ranges",
      [
        ("kind", "TEXT"), ("transaction", "INTEGER"), ("download", "INTEGER"), ("first", "INTEGER"),
        ("last", "INTEGER"),
      ], count: all.count
    ) { [all] in all[$0] }
  }

  private var downloads: Table {
    let columns = [
      ("download", "INTEGER"), ("client", "TEXT"), ("url", "TEXT"), ("servers", "TEXT"),
      ("complete_length", "INTEGER"), ("versions", "INTEGER"), ("delivered_bytes", "INTEGER"),
      ("redundant_bytes", "INTEGER"), ("verdict", "TEXT"), ("sentence", "TEXT"),
      ("cause", "INTEGER"),
    ]
    return Table("downloads", columns, count: rows.report.downloads.count) { [rows] index in
      let download = rows.report.downloads[index]
      return [
        .int(download.id), .text(download.client.description), .text(rows.safe(download.url)),
        .text(download.servers.map(\.description).joined(separator: " ")),
        .int(download.completeLength), .int(download.versions.count), .int(download.deliveredBytes),
        .int(download.redundantBytes), .text(download.verdict.rawValue),
        .text(rows.safe(VerdictSentence(rows.report, download).text.description)),
        .int(rows.cause(ofDownload: download.id)),
      ]
    }
  }

  private var findings: Table {
    let columns = [
      ("finding", "INTEGER"), ("rule", "TEXT"), ("severity", "TEXT"), ("title", "TEXT"),
      ("detail", "TEXT"), ("hint", "TEXT"), ("refs", "TEXT"), ("download", "INTEGER"),
      ("transactions", "TEXT"), ("count", "INTEGER"), ("because_of", "INTEGER"), ("filter", "TEXT"),
    ]
    return Table("findings", columns, count: rows.report.findings.count) { [rows] index in
      let finding = rows.report.findings[index]
      return [
        .int(finding.id), .text(finding.rule), .text(finding.severity.rawValue),
        .text(finding.title), .text(rows.safe(finding.detail.description)),
        .text(rows.safe(finding.hint.description)),
        .text(finding.references.joined(separator: "; ")), .int(finding.download),
        .text(finding.transactions.map(String.init).joined(separator: " ")), .int(finding.count),
        .int(finding.becauseOf), .text(finding.filter),
      ]
    }
  }
}
