import HTTP
import Testing
import Transactions

@testable import Phrases
@testable import Rules

/// What findings say, word for word, where it depends on the traffic.
@Suite struct DetailTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var rule: String
    var detail: String
    var hint: String?
    var make: @Sendable (inout Traffic) -> Void

    init(
      _ rule: String, _ detail: String, hint: String? = nil,
      _ make: @escaping @Sendable (inout Traffic) -> Void
    ) {
      self.rule = rule
      self.detail = detail
      self.hint = hint
      self.make = make
    }

    var testDescription: String { "\(rule): \(detail)" }
  }

  private static let missing = "990 bytes of 1,000 (99%) did not come, in 1 gap: 10-999."

  static let rows = [
    Row("download-incomplete", "\(missing) They were never asked for.") { $0.part(0..<10) },
    Row(
      "download-incomplete",
      "\(missing) The client asked for them, and broke the bodies off before they came."
    ) {
      $0.part(0..<1000, delivered: 10, end: .clientReset)
      $0.part(0..<5)
    },
    Row(
      "download-incomplete", "\(missing) The client asked for them, and no response brought them."
    ) {
      // Nothing was broken off: the server sent less than the whole.
      $0.add(status: 206, [("Content-Range", "bytes 0-9/1000"), ("ETag", Traffic.tag)], body: 10)
    },
    Row(
      "download-incomplete",
      """
      \(missing) The client asked for them, and no response brought them; the connection of #2 went \
      over to h2c, which was not read.
      """
    ) {
      $0.part(0..<10)
      $0.add(range: "bytes=10-999", status: 101, [("Upgrade", "h2c")])
    },
    Row(
      "mirror-validators-differ",
      """
      Transaction #1 carries ETag "v1", Last-Modified \(Traffic.earlier), transaction #2 ETag "v2", \
      Last-Modified \(Traffic.earlier), both from 192.168.1.3:80, for a file of 1,000 bytes.
      """,
      hint: """
        Find out whether several nodes stand behind this address. If so, copy with times (rsync -t) \
        or leave inodes out of tags (Apache: FileETag MTime Size); if not, look at what makes this \
        server tag the file anew: a file touched or replaced, a tag made of the time or of the \
        request.
        """
    ) {
      $0.part(0..<500, [("Last-Modified", Traffic.earlier)])
      $0.part(500..<1000, etag: "\"v2\"", [("Last-Modified", Traffic.earlier)])
    },
    Row(
      "limit-reached", "The bound gaps was reached 2 times.",
      hint: """
        The bound gaps is fixed: it counts holes in one direction of a connection. Sort the file \
        with reordercap, or capture with a larger buffer (tcpdump -B).
        """
    ) { $0.facts.limits = [("gaps", 2)] },
    Row(
      "limit-reached", "The bound connections was reached 1 time.",
      hint: "Filter the capture (-f) to the hosts of interest, or raise the bound."
    ) { $0.facts.limits = [("connections", 1)] },
    Row(
      "body-truncated",
      """
      In transaction #1 the server closed the connection (FIN) within the head of the response, \
      before its empty line.
      """,
      hint: "Ask again; look into the server's error log at the time of the cut."
    ) {
      $0.add(body: 0, of: 1, end: .serverClosed) { $0.response?.head.completeness = .cutOff }
    },
    Row(
      "content-range-length",
      """
      Transaction #1: "Content-Range: bytes 0-9223372036854775807/9223372036854775808" spans at \
      least 9,223,372,036,854,775,807 bytes, Content-Length is 10, at least \
      9,223,372,036,854,775,797 fewer.
      """
    ) {
      let range = "bytes 0-9223372036854775807/9223372036854775808"
      $0.add(status: 206, [("Content-Range", range)], body: 10)
    },
    Row(
      "content-range-length",
      """
      Transaction #1: "Content-Range: bytes 0-10/11" spans 11 bytes, Content-Length is 10, 1 fewer.
      """
    ) {
      $0.add(status: 206, [("Content-Range", "bytes 0-10/11")], body: 10)
    },
    Row(
      "bytes-redundant",
      "10 bytes of the 40 delivered (25%) had come before or were thrown away, in transaction #2."
    ) {
      $0.part(0..<20)
      $0.part(10..<30)
    },
    Row(
      "bytes-redundant",
      "20 bytes of the 60 delivered (33%) had come before or were thrown away, in transactions #2 and #3."
    ) {
      $0.part(0..<20)
      $0.part(10..<30)
      $0.part(20..<40)
    },
    Row(
      "connection-opaque",
      "Connection 1 (192.168.1.2:49200 to 192.168.1.3:80) carries TLS: 1 byte was not read."
    ) {
      $0.connections = [
        Traffic.connection {
          $0.opaqueProtocol = "TLS"
          $0.opaqueBytes = 1
        }
      ]
    },
    Row(
      "connection-opaque",
      "Connection 1 (192.168.1.2:49200 to 192.168.1.3:80) carries TLS: 2 bytes were not read."
    ) {
      $0.connections = [
        Traffic.connection {
          $0.opaqueProtocol = "TLS"
          $0.opaqueBytes = 2
        }
      ]
    },
  ]

  @Test(arguments: rows)
  func says(_ row: Row) throws {
    var traffic = Traffic()
    row.make(&traffic)
    let finding = try #require(traffic.diagnosis.findings.first { $0.rule == row.rule })
    #expect(finding.detail.description == row.detail)
    if let hint = row.hint { #expect(finding.hint.description == hint) }
    for language in Language.allCases where language != .en {
      let book = Phrasebook(language)
      #expect(book.missing(in: finding.detail) == [])
      let isOwn = finding.hint != Statement(words: Rule.named(row.rule)?.hint ?? "")
      #expect(!isOwn || book.missing(in: finding.hint) == [])
    }
  }
}
