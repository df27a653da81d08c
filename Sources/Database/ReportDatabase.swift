import Packets
public import Analysis
import GRDB
public import Reports

/// A SQLite database that reports are added to, one after the other.
///
/// The table `reports` has a row for each; the first column of the others, `report`, names it.
public struct ReportDatabase {
  private let queue: DatabaseQueue

  /// Opens a database, and makes the tables that are not there.
  ///
  /// - Throws: what SQLite says, when it cannot be opened or is no such database.
  public init(path: String) throws {
    queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(
        sql: """
          CREATE TABLE IF NOT EXISTS reports (
            report INTEGER PRIMARY KEY, schema TEXT NOT NULL, tool TEXT NOT NULL,
            inputs TEXT NOT NULL, packets INTEGER NOT NULL)
          """)
      for table in ReportTables(Report()).all {
        let columns = table.columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        try database.execute(
          sql: """
            CREATE TABLE IF NOT EXISTS \(table.name) (
              report INTEGER NOT NULL REFERENCES reports, \(columns))
            """)
      }
    }
  }

  /// Adds a report, whole or not at all.
  ///
  /// - Returns: the number that it has there.
  /// - Throws: what SQLite says.
  @discardableResult
  public func add(_ report: Report, options: ReportOptions = ReportOptions()) throws -> Int64 {
    try queue.write { database in
      try database.execute(
        sql: "INSERT INTO reports (schema, tool, inputs, packets) VALUES (?, ?, ?, ?)",
        arguments: [
          Report.schema, "\(Tool.name) \(Tool.version)",
          report.inputs.map(\.path).joined(separator: "\n"),
          report.inputs.reduce(0) { $0 + $1.packets },
        ])
      let id = database.lastInsertedRowID
      for table in ReportTables(report, options: options).all {
        let places = Array(repeating: "?", count: table.columns.count + 1).joined(separator: ", ")
        let statement = try database.makeStatement(
          sql: "INSERT INTO \(table.name) VALUES (\(places))")
        for index in 0..<table.count {
          let values = table.values(at: index).map(\.databaseValue)
          try statement.execute(arguments: StatementArguments([id.databaseValue] + values))
        }
      }
      return id
    }
  }
}

extension RowValue {
  /// A cell as SQLite holds it; times are milliseconds.
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .none: .null
    case .int(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .milliseconds(let time): (Double(time) / 1_000_000).databaseValue
    }
  }
}
