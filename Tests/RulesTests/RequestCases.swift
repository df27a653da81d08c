import HTTP
import Rules
import Transactions

extension RuleCase {
  static let request: [RuleCase] = [
    RuleCase("range-malformed", .warning) {
      $0.whole(range: "bytes=9-0")
    } isQuiet: {
      $0.part(0..<10)
      $0.whole(range: "BYTES=0-9,")
    },
    RuleCase("range-repeated", .warning) {
      $0.add(
        range: "bytes=0-9", request: [("Range", "bytes=5-9")], status: 206,
        [("Content-Range", "bytes 0-9/100")], body: 10)
    } isQuiet: {
      $0.part(0..<10)
    },
    RuleCase("range-unit-unknown", .note) {
      $0.add(range: "items=0-5", status: 206, [("Content-Range", "items 0-5/10")], body: 18)
    } isQuiet: {
      $0.add(range: "Bytes=0-5", status: 206, [("Content-Range", "Bytes 0-5/10")], body: 6)
    },
    RuleCase("range-on-other-method", .note) {
      $0.add("HEAD", range: "bytes=0-9", status: 206, [("Content-Range", "bytes 0-9/100")])
    } isQuiet: {
      $0.part(0..<10)
    },
    RuleCase("range-set-excessive", .warning) {
      $0.thresholds.excessiveRanges = 3
      $0.whole(range: "bytes=0-1,4-5,8-9")
    } isQuiet: {
      $0.thresholds.excessiveRanges = 3
      $0.whole(range: "bytes=0-1,4-5")
    },
    RuleCase("range-set-unordered", .note) {
      $0.whole(range: "bytes=10-19,0-4")
    } isQuiet: {
      $0.whole(range: "bytes=0-4,10-19")
    },
    RuleCase("range-past-end", .note) {
      $0.whole()
      $0.add(range: "bytes=1001-", status: 416, [("Content-Range", "bytes */1000")])
    } isQuiet: {
      $0.whole()
      $0.add(range: "bytes=1000-", status: 416, [("Content-Range", "bytes */1000")])
    },
    RuleCase("if-range-without-range", .warning) {
      $0.whole(request: [("If-Range", Traffic.tag)])
    } isQuiet: {
      $0.part(0..<10, request: [("If-Range", Traffic.tag)])
    },
    RuleCase("if-range-weak-etag", .warning) {
      $0.whole(range: "bytes=10-", etag: "W/\"v1\"", request: [("If-Range", "W/\"v1\"")])
    } isQuiet: {
      $0.whole(range: "bytes=10-", etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    },
    RuleCase("if-range-weak-date", .warning) {
      $0.part(0..<10, etag: nil, [("Last-Modified", Traffic.date)])
      $0.part(
        10..<20, etag: nil, request: [("If-Range", Traffic.date)], [("Last-Modified", Traffic.date)]
      )
    } isQuiet: {
      $0.part(0..<10, etag: nil, [("Last-Modified", Traffic.earlier)])
      $0.part(
        10..<20, etag: nil, request: [("If-Range", Traffic.earlier)],
        [("Last-Modified", Traffic.earlier)])
    },
    RuleCase("if-range-date-though-etag", .note) {
      $0.part(0..<10, [("Last-Modified", Traffic.earlier)])
      $0.part(10..<20, request: [("If-Range", Traffic.earlier)])
    } isQuiet: {
      $0.part(0..<10, etag: "W/\"v1\"", [("Last-Modified", Traffic.earlier)])
      $0.part(10..<20, etag: "W/\"v1\"", request: [("If-Range", Traffic.earlier)])
    },
    RuleCase("if-range-unknown-validator", .warning) {
      $0.part(0..<10)
      $0.whole(range: "bytes=10-", request: [("If-Range", "\"other\"")])
    } isQuiet: {
      // What gave it may have come before the capture.
      $0.whole(range: "bytes=10-", request: [("If-Range", "\"other\"")])
    },
    RuleCase("resume-without-validator", .warning) {
      $0.part(0..<10)
      $0.part(10..<1000, etag: "\"v2\"")
    } isQuiet: {
      $0.part(0..<10)
      $0.part(10..<1000, request: [("If-Range", Traffic.tag)])
    },
    RuleCase("resume-without-validator", .note) {
      $0.part(0..<10)
      $0.part(10..<1000)
    } isQuiet: {
      // A seek.
      $0.part(0..<10)
      $0.part(500..<1000, etag: "\"v2\"")
    },
    RuleCase("restart-without-range", .note) {
      $0.whole(delivered: 400)
      $0.whole()
    } isQuiet: {
      $0.whole()
      $0.whole()
    },
    RuleCase("resume-refetches", .note) {
      $0.whole(delivered: 400, end: .clientClosed)
      $0.part(300..<1000)
    } isQuiet: {
      $0.whole(delivered: 400, end: .clientClosed)
      $0.part(400..<1000)
    },
    RuleCase("resume-skips", .note) {
      $0.whole(delivered: 400)
      $0.part(500..<1000)
    } isQuiet: {
      $0.whole(delivered: 400, end: .clientClosed)
      $0.part(500..<1000)
    },
    RuleCase("ranges-uncoalesced", .note) { traffic in
      for start in 0..<8 { traffic.part(start * 10..<start * 10 + 10) }
    } isQuiet: { traffic in
      for start in 0..<8 { traffic.part(start * 20..<start * 20 + 10) }
    },
    RuleCase("reopen-amplification", .warning) { traffic in
      for start in 0..<6 {
        traffic.part(start..<1000, delivered: 300, end: .clientReset)
      }
    } isQuiet: { traffic in
      // As often, but no byte comes twice.
      for start in 0..<6 { traffic.part(start..<1000, delivered: 1, end: .clientReset) }
    },
    RuleCase("reopen-amplification", .note) { traffic in
      for start in 0..<5 {
        traffic.part(start..<1000, delivered: 300, end: .clientReset)
      }
    } isQuiet: { traffic in
      // It goes on where it stopped: no byte comes twice.
      for start in 0..<5 { traffic.part(start..<1000, delivered: 1, end: .clientReset) }
    },
    RuleCase("content-range-in-request", .note) {
      $0.add("PUT", request: [("Content-Range", "bytes 0-9/100")], status: 201)
    } isQuiet: {
      $0.add("PUT", status: 201)
    },
  ]
}
