import HTTP
import Packets
import Rules
import Transactions

extension FailureTests {
  private static let mirror = Endpoint(address: IPAddress(ipv4: 0xC0A8_0104), port: 80)
  private static let gzip = ("Content-Encoding", "gzip")

  static let rows: [Row] = validators + statuses + numbers + rest

  private static let validators: [Row] = [
    Row("F01 mixed versions", ["download-mixed", "resume-without-validator"]) {
      $0.whole(delivered: 400)
      $0.part(400..<1000, etag: "\"v2\"")
    },
    Row("F02 tag differs by node", ["mirror-validators-differ"]) {
      $0.part(0..<400)
      $0.part(400..<1000, etag: "\"v2\"", server: mirror)
    },
    Row("F03 If-Match, 412", ["precondition-failed"]) {
      $0.whole(delivered: 400)
      $0.add(range: "bytes=400-", request: [("If-Match", Traffic.tag)], status: 412, body: 20)
    },
    Row("F04 If-Range ignored", ["if-range-ignored", "download-mixed"]) {
      $0.whole(delivered: 400)
      $0.part(400..<1000, etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    },
    Row("F05 weak tag honoured", ["if-range-weak-honoured"]) {
      $0.part(0..<400, etag: "W/\"v1\"")
      $0.part(400..<1000, etag: "W/\"v1\"", request: [("If-Range", "W/\"v1\"")])
    },
    Row("F06 weak tag sent", ["if-range-weak-etag"]) {
      $0.whole(range: "bytes=9-", etag: "W/\"v1\"", request: [("If-Range", "W/\"v1\"")])
    },
    Row("F07 tag weakened by compression", ["etag-weak", "content-coding-differs"]) {
      $0.whole(300, etag: "W/\"v1\"", [gzip], delivered: 200)
      $0.part(200..<1000)
    },
    Row("F08 date within the second", ["if-range-weak-date"]) {
      $0.part(0..<10, etag: nil, [("Last-Modified", Traffic.date)])
      $0.part(
        10..<20, etag: nil, request: [("If-Range", Traffic.date)], [("Last-Modified", Traffic.date)]
      )
    },
    Row("F09 later date honoured", ["if-range-ignored"]) {
      $0.part(0..<10, etag: nil, [("Last-Modified", Traffic.earlier)])
      $0.part(
        10..<20, etag: nil, request: [("If-Range", Traffic.date)],
        [("Last-Modified", Traffic.earlier)])
    },
    Row("F10 no validator", ["validator-missing", "resume-without-validator"]) {
      $0.part(0..<10, etag: nil)
      $0.part(10..<20, etag: nil)
    },
    Row("F11 one tag, two codings", ["content-coding-same-etag"]) {
      $0.whole(300, [gzip])
      $0.part(0..<10)
    },
  ]

  private static let statuses: [Row] = [
    Row("F12 200 to a resume", ["range-ignored"]) {
      $0.whole(delivered: 400)
      $0.whole(range: "bytes=400-", [("Accept-Ranges", "bytes")])
    },
    Row("F13 whole object pulled", ["range-ignored", "body-truncated"]) {
      $0.whole(100_000, range: "bytes=0-99", delivered: 9000, end: .clientReset)
    },
    Row("F14 part labelled 200", ["partial-labelled-full"]) {
      $0.add(range: "bytes=10-19", status: 200, [("Content-Range", "bytes 10-19/100")], body: 10)
    },
    Row("F15 bytes=0- answered 200", ["range-ignored"]) { $0.whole(range: "bytes=0-") },
    Row("F16 416 at the end", ["resume-already-complete"]) {
      $0.whole()
      $0.add(range: "bytes=1000-", status: 416, [("Content-Range", "bytes */1000")])
    },
    Row("F17 416 for a longer copy", ["range-unsatisfiable", "range-past-end"]) {
      $0.whole()
      $0.add(range: "bytes=2000-", status: 416, [("Content-Range", "bytes */1000")])
    },
    Row("F18 416 for several ranges", ["unsatisfied-yet-satisfiable"]) {
      $0.add(range: "bytes=0-9,20-29", status: 416, [("Content-Range", "bytes */1000")])
    },
    Row("F18 malformed", ["range-malformed"]) {
      $0.add(range: "bytes=0--1", status: 416, [("Content-Range", "bytes */1000")])
    },
    Row("F19 403 on resume", ["resume-refused"]) {
      $0.whole(delivered: 400)
      $0.add(range: "bytes=400-", status: 403, body: 20)
    },
    Row("F20 slicing cache", ["body-truncated"]) { $0.whole(1 << 20, delivered: 1 << 16) },
    Row("F21 206 unasked", ["partial-unrequested"]) {
      $0.add(status: 206, [("Content-Range", "bytes 0-9/100")], body: 10)
    },
    Row("F22 cached part as a whole", ["complete-length-changed"]) {
      $0.part(0..<500, of: 1000)
      $0.whole(400, range: "bytes=500-")
    },
  ]

  private static let numbers: [Row] = [
    Row("F23 whole length on a 206", ["content-range-length"]) {
      $0.add(
        range: "bytes=0-9", status: 206,
        [("Content-Range", "bytes 0-9/100"), ("Content-Length", "100")], body: 10, of: 100)
    },
    Row("F24 one byte short", ["content-range-length"]) {
      $0.add(
        range: "bytes=0-1023", status: 206, [("Content-Range", "bytes 0-1023/9999")], body: 1023)
    },
    Row("F25 length of the part as the whole", ["complete-length-changed"]) {
      $0.part(0..<100, of: 1000)
      $0.part(100..<200, of: 200)
    },
    Row("F26 past the end", ["content-range-malformed"]) {
      $0.add(
        range: "bytes=0-524287", status: 206, [("Content-Range", "bytes 0-524287/12338")],
        body: 12_338)
    },
    Row("F27 malformed", ["content-range-malformed"]) {
      $0.add(range: "bytes=0-9", status: 206, [("Content-Range", "0-9/100")], body: 10)
    },
    Row("F28 empty suffix", ["content-range-malformed"]) {
      $0.add(range: "bytes=-0", status: 206, [("Content-Range", "bytes 100-99/100")], body: 0)
    },
    Row("F29 begins elsewhere", ["content-range-mismatch"]) {
      $0.add(range: "bytes=10-19", status: 206, [("Content-Range", "bytes 8-19/100")], body: 12)
    },
    Row("F30 shifted bytes", ["content-diverged"]) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(1024..<8192, of: 8192, bytes: 2)
    },
    Row("F31 length changes", ["complete-length-changed"]) {
      $0.part(0..<10)
      $0.part(10..<20, of: 1200)
    },
    Row("F32 Range repeated", ["range-repeated"]) {
      $0.part(0..<10, request: [("Range", "bytes=5-9")])
    },
  ]

  private static let rest: [Row] = [
    Row("F33 compressed slice", ["encoded-slice"]) {
      $0.add(
        range: "bytes=0-99", status: 206, [("Content-Range", "bytes 0-99/1000"), gzip], body: 60)
    },
    Row("F34 identity on the wire is none", ["resume-without-validator"]) {
      $0.part(0..<10, [("Content-Encoding", "identity")])
      $0.part(10..<20, [("Content-Encoding", "none")])
    },
    Row("F35 two lengths", ["framing-conflict"]) {
      $0.add(body: 10) { $0.body.problems = [.transferEncodingAndContentLength] }
    },
    Row("F36 short body", ["body-truncated", "download-incomplete"]) { $0.whole(delivered: 400) },
    Row("F37 first range only", ["first-range-only"]) {
      $0.add(range: "bytes=0-9,50-59", status: 206, [("Content-Range", "bytes 0-9/100")], body: 10)
    },
    Row("F39 multipart for one", ["multipart-for-one-range", "multipart-malformed"]) {
      $0.add(
        range: "bytes=0-9", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B"), ("Content-Range", "bytes 0-9/99")],
        body: 100)
    },
    Row("F40 reopened", ["reopen-amplification"]) { traffic in
      for start in 0..<6 { traffic.part(start..<1000, delivered: 300, end: .clientReset) }
    },
    Row("F41 fetched twice", ["bytes-redundant"]) {
      $0.part(0..<10)
      $0.part(0..<10)
    },
    Row("F42 many tiny ranges", ["ranges-uncoalesced"]) { traffic in
      for start in 0..<8 { traffic.part(start * 10..<start * 10 + 10) }
    },
    Row("F43 whole again", ["restart-without-range", "bytes-redundant"]) {
      $0.whole(delivered: 950)
      $0.whole()
    },
    Row("F44 error page as data", ["content-type-flipped"]) {
      $0.whole(100_000, [("Content-Type", "application/zip")])
      $0.whole(40, etag: nil, [("Content-Type", "application/json")])
    },
  ]
}
