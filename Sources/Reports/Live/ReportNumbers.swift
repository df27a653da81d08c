/// The numbers by which the parts of a report are told while the record grows.
///
/// A report numbers what it holds from 1; in a record of which some was let go these numbers move.
/// Where a list is empty the numbers are those of the report.
public struct ReportNumbers: Sendable {
  /// Of the transaction of id `n` at index `n - 1`; likewise the others.
  public var transactions: [Int] = []
  /// Of the connections.
  public var connections: [Int] = []
  /// Of the downloads.
  public var downloads: [Int] = []
  /// Of the findings; 0 for one that was not told.
  public var findings: [Int] = []

  /// The numbers of the report itself.
  public init() {}

  /// Whether transactions and connections have the numbers of the report.
  var areOfReport: Bool { transactions.isEmpty && connections.isEmpty }

  func transaction(_ id: Int) -> Int { Self.number(transactions, id) }
  func transactions(_ ids: [Int]) -> [Int] {
    transactions.isEmpty ? ids : ids.map(transaction)
  }
  func connection(_ id: Int) -> Int { Self.number(connections, id) }
  func connections(_ ids: [Int]) -> [Int] { connections.isEmpty ? ids : ids.map(connection) }
  func download(_ id: Int) -> Int { Self.number(downloads, id) }

  /// `nil` for a finding that was not told.
  func finding(_ id: Int) -> Int? {
    let number = Self.number(findings, id)
    return number > 0 ? number : nil
  }

  private static func number(_ numbers: [Int], _ id: Int) -> Int {
    numbers.indices.contains(id - 1) ? numbers[id - 1] : id
  }

  /// A text of a rule, in which transactions are named as `#3` and connections as `connection 3` or 连接 3.
  ///
  /// What stands between quotation marks is of the traffic, and stays.
  public func rewritten(_ text: String) -> String {
    guard !areOfReport else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var isQuoted = false
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      result.append(byte)
      place += 1
      guard !isQuoted else { continue }
      let isTransaction = byte == UInt8(ascii: "#")
      let isConnection = byte == UInt8(ascii: " ") && result.hasConnectionAtEnd
      guard isTransaction || isConnection else { continue }
      var end = place
      while end < bytes.count, (48...57).contains(bytes[end]), end - place < 18 { end += 1 }
      guard let id = Int(String(decoding: bytes[place..<end], as: UTF8.self)) else { continue }
      result += Array(String(isTransaction ? transaction(id) : connection(id)).utf8)
      place = end
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension [UInt8] {
  fileprivate var hasConnectionAtEnd: Bool {
    suffix(10).elementsEqual("onnection ".utf8) || suffix(7).elementsEqual("连接 ".utf8)
  }
}
