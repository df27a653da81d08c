import Analysis
import Capture
import Foundation
import HTTP
import Ranges
import TestSupport
import Testing
import Transactions

/// Responses that are malformed in one way each: a status line that is none of the ways is read.
struct EvaderTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var file: String
    var statusLine: String
    var testDescription: String { "\(file): \(statusLine)" }

    /// The status, where the line is as RFC 9112 has it, and it is one that HTTP has.
    var status: Int? {
      // The list begins most lines with a byte that is not on the wire.
      let line = statusLine.hasPrefix("\\x00") ? statusLine.dropFirst(4) : statusLine[...]
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count >= 2, ["HTTP/1.1", "HTTP/1.0"].contains(words[0]), words[1].utf8.count == 3,
        let status = Int(words[1]), (100...999).contains(status)
      else { return nil }
      return status
    }
  }

  static let rows: [Row] = {
    guard let file = Fixture.sharedCorpus?.appending(path: "http/evader/EXPECTED.tsv"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
      return Row(file: String(columns[0]), statusLine: String(columns[2]))
    }
  }()

  @Test(.enabled("the shared corpus is not here") { !rows.isEmpty }, arguments: rows)
  func theRequestAndAWellFormedStatusAreRead(_ row: Row) throws {
    let folder = try #require(Fixture.sharedCorpus).appending(path: "http/evader")
    let source = try FileSource(path: folder.appending(path: row.file).path)
    var analyzer = Analyzer()
    try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
    let exchanges = analyzer.finish(inputs: [source.info]).exchanges
    #expect(exchanges.count == 1)
    let transaction = try #require(exchanges.first?.transaction)
    #expect(transaction.request != nil)
    guard let status = row.status else { return }
    if status < 200, status != 101 {
      #expect(transaction.interim == [status])
    } else {
      #expect(transaction.response?.head.status == status)
    }
  }
}
