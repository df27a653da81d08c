import HTTP
import Rules
import Transactions

extension RuleCase {
  static let transfer: [RuleCase] = [
    RuleCase("body-truncated", .error) {
      $0.whole(delivered: 400)
    } isQuiet: {
      $0.whole(delivered: 400, end: .captureEnded)
    },
    RuleCase("body-truncated", .note) {
      $0.whole(delivered: 400, end: .clientReset)
    } isQuiet: {
      $0.whole()
    },
    RuleCase("body-truncated", .error) {
      // Bytes came, so it was no response to HEAD.
      $0.add(body: 1, of: 925) { $0.request = nil }
    } isQuiet: {
      $0.add(body: 0, of: 925) { $0.request = nil }
    },
    RuleCase("body-overlong", .warning) {
      $0.add(body: 10) { $0.body.problems = [.excess(count: 5)] }
    } isQuiet: {
      $0.add(body: 10)
    },
    RuleCase("framing-conflict", .error) {
      $0.add(body: 10) { $0.body.problems = [.transferEncodingAndContentLength] }
    } isQuiet: {
      $0.add(body: 10) { $0.response?.head.problems = [.obsoleteFolding] }
    },
    RuleCase("download-incomplete", .warning) {
      $0.whole(delivered: 400)
    } isQuiet: {
      $0.whole(delivered: 400)
      $0.part(400..<1000)
    },
    RuleCase("download-incomplete", .note) {
      $0.part(0..<10)
    } isQuiet: {
      $0.whole(delivered: 400, end: .captureEnded)
    },
    RuleCase("download-mixed", .error) {
      $0.whole(delivered: 400)
      $0.part(400..<1000, etag: "\"v2\"")
    } isQuiet: {
      $0.whole(delivered: 400)
      $0.whole(range: "bytes=400-", etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    },
    RuleCase("bytes-redundant", .note) {
      $0.part(0..<20)
      $0.part(10..<30)
    } isQuiet: {
      $0.part(0..<20)
      $0.part(20..<30)
    },
    RuleCase("transfer-stalled", .note) {
      $0.add(body: 10) { $0.response?.longestStall = 1_000_000_000 }
    } isQuiet: {
      $0.add(body: 10) { $0.response?.longestStall = 999_999_999 }
    },
    RuleCase("transfer-stalled", .note) {
      $0.add(body: 10) {
        $0.response?.longestStall = 2_000_000_000
        $0.response?.longestStallCause = .receiverWindow
        let start = $0.time
        $0.response?.longestStallPackets = StallPackets(
          start: start, before: 12, evidence: 13, after: 15)
      }
    } isQuiet: {
      $0.add("HEAD", body: 10) {
        $0.response?.longestStall = 2_000_000_000
        $0.response?.longestStallCause = .receiverWindow
      }
    },
    RuleCase("request-unanswered", .note) {
      $0.add(status: nil)
    } isQuiet: {
      $0.add(status: nil) { $0.pairing = .responseNotCaptured }
    },
  ]

  static let capture: [RuleCase] = [
    RuleCase("capture-loss", .note) {
      $0.connections = [Traffic.connection { $0.lostBytes = 1460 }]
    } isQuiet: {
      $0.connections = [Traffic.connection()]
    },
    RuleCase("segment-conflict", .warning) {
      $0.connections = [Traffic.connection { $0.conflicts = 1 }]
    } isQuiet: {
      $0.connections = [Traffic.connection { $0.lostBytes = 10 }]
    },
    RuleCase("capture-sliced", .note) {
      $0.connections = [Traffic.connection { $0.slicedBytes = 1460 }]
    } isQuiet: {
      $0.connections = [Traffic.connection()]
    },
    RuleCase("capture-midstream", .note) {
      $0.connections = [Traffic.connection { $0.sawOpening = false }]
    } isQuiet: {
      $0.connections = [
        Traffic.connection {
          $0.sawOpening = false
          $0.isHTTP = false
        }
      ]
    },
    RuleCase("capture-ended", .note) {
      $0.whole(delivered: 400, end: .captureEnded)
    } isQuiet: {
      $0.whole(delivered: 400)
    },
    RuleCase("capture-one-sided", .note) {
      $0.connections = [Traffic.connection { $0.sides = (true, false) }]
    } isQuiet: {
      $0.connections = [Traffic.connection()]
    },
    RuleCase("capture-duplicated", .note) {
      $0.facts.packets = 300
      $0.facts.duplicatePackets = 3
    } isQuiet: {
      $0.facts.packets = 301
      $0.facts.duplicatePackets = 3
    },
    RuleCase("capture-unordered", .note) {
      $0.facts.unorderedPackets = 1
    } isQuiet: {
      $0.facts.packets = 10
    },
    RuleCase("capture-damaged", .warning) {
      $0.facts.damage = [.init(input: "a.pcap", offset: 24, reason: "it is empty", lost: nil)]
    } isQuiet: {
      $0.facts.packets = 10
    },
    RuleCase("limit-reached", .warning) {
      $0.facts.limits = [("connections", 3)]
    } isQuiet: {
      $0.facts.limits = [("connections", 0)]
    },
    RuleCase("connection-opaque", .note) {
      $0.connections = [Traffic.connection { $0.opaqueProtocol = "TLS" }]
    } isQuiet: {
      $0.connections = [Traffic.connection()]
    },
    RuleCase("http-desync", .warning) {
      $0.connections = [Traffic.connection { $0.skippedBytes = 10 }]
    } isQuiet: {
      $0.connections = [
        Traffic.connection {
          $0.skippedBytes = 10
          $0.isHTTP = false
        }
      ]
    },
    RuleCase("http-desync", .warning) {
      $0.connections = [Traffic.connection { $0.skippedBytes = 6 }]
      $0.add(body: 10) { $0.body.problems = [.excess(count: 5)] }
    } isQuiet: {
      // All of it is what body-overlong tells.
      $0.connections = [Traffic.connection { $0.skippedBytes = 5 }]
      $0.add(body: 10) { $0.body.problems = [.excess(count: 5)] }
    },
    RuleCase("http-desync", .note) {
      $0.connections = [
        Traffic.connection {
          $0.skippedBytes = 10
          $0.hasUnacknowledgedHole = true
        }
      ]
    } isQuiet: {
      $0.connections = [Traffic.connection { $0.hasUnacknowledgedHole = true }]
    },
    RuleCase("http-desync", .note) {
      $0.connections = [
        Traffic.connection {
          $0.skippedBytes = 10
          $0.lostBytes = 1460
        }
      ]
    } isQuiet: {
      $0.connections = [Traffic.connection()]
    },
  ]
}
