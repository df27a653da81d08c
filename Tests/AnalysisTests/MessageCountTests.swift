import Analysis
import Capture
import Foundation
import Packets
import Ranges
import TestSupport
import Testing
import Transactions

/// How many requests and responses a capture holds, against what others count in it.
struct MessageCountTests {
  /// A capture of the shared corpus, and its row of `TRUTH.tsv` by the names of its columns.
  struct Row: Sendable, CustomTestStringConvertible {
    var capture: String
    var truth: [String: String]
    var testDescription: String { capture }

    /// What tshark counts, what it counts with reassembly out of order, what a script counts.
    func counts(_ word: String) -> Set<Int> {
      Set(
        ["tshark", "tshark_ooo", "script"].compactMap { truth["\($0)_\(word)"].flatMap { Int($0) } }
      )
    }
  }

  static let rows: [Row] = ["http", "tcp", "encap", "formats"].flatMap { folder -> [Row] in
    guard let file = Fixture.sharedCorpus?.appending(path: "\(folder)/TRUTH.tsv"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return [] }
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    guard let names = lines.first, names.contains("tshark_requests") else { return [] }
    return lines.dropFirst().map { line in
      let truth = Dictionary(uniqueKeysWithValues: zip(names, line))
      return Row(capture: "\(folder)/\(truth["file"] ?? "")", truth: truth)
    }
  }

  /// Where all others count otherwise: what we count, and why.
  static let differences: [String: (requests: Int, responses: Int, reason: Comment)] = [
    "http/zeek_variant-01-chunk_2pow64_overflow.pcap": (
      2, 0,
      """
      frame 4: a chunk of 2⁶⁴ bytes, then the line of a GET. No receiver holds such a size: some \
      refuse, some wrap to 0 and read the GET. We say that the framing is lost and tell the GET; \
      tshark calls the packet malformed and stops
      """
    ),
    "tcp/sv_firewall_tcp-session-decode-malformed-ipv4.pcap": (
      1, 0,
      """
      frame 4: REQ /malformed-decode HTTP/1.0 and an empty line, to port 443. That is a request by \
      the grammar; tshark and the script know no method REQ, and frame 6, RSP ok, is no response
      """
    ),
    "tcp/zeek_payload-synack.pcap": (
      0, 0,
      """
      frame 2: the server's SYN and ACK carries text that looks like a GET; who is asked does not \
      ask, so its 110 bytes are of an unknown protocol
      """
    ),
  ]

  private func counts(_ path: String) throws -> (requests: Int, interim: Int, responses: Int) {
    let source = try FileSource(path: path)
    var analyzer = Analyzer()
    try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
    let transactions = analyzer.finish(inputs: [source.info]).exchanges.map(\.transaction)
    return (
      transactions.count { $0.request != nil }, transactions.reduce(0) { $0 + $1.interim.count },
      transactions.count { $0.response != nil }
    )
  }

  @Test(.enabled("the shared corpus is not here") { !rows.isEmpty }, arguments: rows)
  func messagesAreCountedAsByOthers(_ row: Row) throws {
    let path = try #require(Fixture.sharedCorpus).appending(path: row.capture).path
    let found = try counts(path)
    if let known = Self.differences[row.capture] {
      #expect(found.requests == known.requests, known.reason)
      #expect(found.responses == known.responses, known.reason)
      return
    }
    #expect(row.counts("requests").contains(found.requests))
    // tshark's filter for responses takes interim ones too; the script tells how many are final.
    let all = row.counts("responses")
    #expect(
      all.contains(found.responses + found.interim)
        || Int(row.truth["script_final_responses"] ?? "") == found.responses)
  }
}
