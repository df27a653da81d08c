import HTTP
import Packets
import Ranges
import Testing
import Transactions

@testable import Phrases
@testable import Rules

/// Nothing is said to be never asked for, where requests may not have been captured.
@Suite struct UnseenRequestsTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// What is said of the bytes that are missing.
    var said: String
    var connection: @Sendable (inout ConnectionSummary) -> Void
    var make: @Sendable (inout Traffic) -> Void = { _ in }
  }

  static let never = "1 gap: 400-999. They were never asked for."
  static let open =
    "1 gap: 400-999. No request in the capture asks for them, but there may have been others."

  static let rows = [
    Row(testDescription: "all is there", said: never) { _ in },
    Row(testDescription: "begun in midstream", said: open) { $0.sawOpening = false },
    Row(testDescription: "a hole among the requests", said: open) { $0.hasRequestHole = true },
    Row(testDescription: "a hole among the responses", said: never) { $0.lostBytes = 1448 },
    Row(testDescription: "not HTTP", said: never) {
      $0.sawOpening = false
      $0.isHTTP = false
    },
    Row(testDescription: "another server's", said: never) {
      $0.sawOpening = false
      $0.server.port = 81
    },
    Row(testDescription: "another client's", said: never) {
      $0.sawOpening = false
      $0.client.address = Traffic.server.address
    },
    Row(
      testDescription: "a response without its request",
      said: open
        + " Some came with the same strong tag, in answers to requests that were not captured: #2."
    ) {
      $0.unpairedResponses = 1
    } make: {
      $0.stray(600..<700)
    },
    Row(testDescription: "one of another version", said: open) {
      $0.unpairedResponses = 1
    } make: {
      $0.stray(600..<700, etag: "\"v2\"")
    },
    Row(testDescription: "one of another length", said: open) {
      $0.unpairedResponses = 1
    } make: {
      $0.stray(600..<700, of: 2000)
    },
    Row(testDescription: "one of what is there", said: open) {
      $0.unpairedResponses = 1
    } make: {
      $0.stray(0..<400)
    },
  ]

  @Test(arguments: rows)
  func isNotCalledNeverAskedFor(_ row: Row) throws {
    var traffic = Traffic()
    traffic.connections = [Traffic.connection(row.connection)]
    traffic.part(0..<400)
    row.make(&traffic)
    let found = try #require(traffic.diagnosis.findings.first { $0.rule == "download-incomplete" })
    #expect(found.detail.description.hasSuffix(row.said), "\(found.detail)")
    #expect(Phrasebook(.zh).missing(in: found.detail) == [])
    #expect(traffic.downloads[0].verdict == .partial)
  }
}

extension Traffic {
  /// Adds a 206 of which the request was not captured.
  fileprivate mutating func stray(
    _ positions: Range<Int>, of length: Int = 1000, etag: String = Traffic.tag
  ) {
    let range = "bytes \(positions.lowerBound)-\(positions.upperBound - 1)/\(length)"
    add(status: 206, [("Content-Range", range), ("ETag", etag)], body: positions.count) {
      $0.request = nil
      $0.pairing = .requestNotCaptured
    }
  }
}
