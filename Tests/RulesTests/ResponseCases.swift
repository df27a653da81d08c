import Digests
import HTTP
import Rules
import Transactions

extension RuleCase {
  static let response: [RuleCase] = [
    RuleCase("range-ignored", .warning) {
      $0.whole(range: "bytes=500-")
    } isQuiet: {
      $0.whole(range: "bytes=500-", request: [("If-Range", "\"v0\"")])
    },
    RuleCase("range-ignored", .note) {
      $0.whole(range: "bytes=0-")
    } isQuiet: {
      $0.add("HEAD", range: "bytes=500-", status: 200, [("Content-Length", "1000")])
    },
    RuleCase("resume-restarted", .warning) {
      $0.whole(delivered: 400)
      $0.whole(range: "bytes=400-", etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    } isQuiet: {
      $0.whole(delivered: 400)
      $0.part(400..<1000, request: [("If-Range", Traffic.tag)])
    },
    RuleCase("resume-refused", .warning) {
      $0.whole(delivered: 400)
      $0.add(range: "bytes=400-", status: 403, body: 20)
    } isQuiet: {
      $0.add(range: "bytes=400-", status: 403, body: 20)
    },
    RuleCase("if-range-matched-but-200", .warning) {
      $0.whole(delivered: 400)
      $0.whole(range: "bytes=400-", request: [("If-Range", Traffic.tag)])
    } isQuiet: {
      $0.whole(delivered: 400)
      $0.whole(range: "bytes=400-", etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    },
    RuleCase("if-range-ignored", .error) {
      $0.part(0..<10)
      $0.part(10..<1000, etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    } isQuiet: {
      $0.part(0..<10)
      $0.part(10..<1000, etag: nil, request: [("If-Range", Traffic.tag)])
    },
    RuleCase("if-range-weak-honoured", .error) {
      $0.part(10..<20, etag: "W/\"v1\"", request: [("If-Range", "W/\"v1\"")])
    } isQuiet: {
      $0.whole(range: "bytes=10-19", etag: "W/\"v1\"", request: [("If-Range", "W/\"v1\"")])
    },
    RuleCase("if-range-weak-etag", .error) {
      $0.part(10..<20, etag: "W/\"v1\"", request: [("If-Range", "W/\"v1\"")])
    } isQuiet: {
      $0.part(10..<20, request: [("If-Range", Traffic.tag)])
    },
    RuleCase("partial-unrequested", .error) {
      $0.add(status: 206, [("Content-Range", "bytes 0-9/100")], body: 10)
    } isQuiet: {
      $0.add(status: 206, [("Content-Range", "bytes 0-9/100")], body: 10) {
        $0.pairing = .inferred
      }
    },
    RuleCase("partial-unrequested", .note) {
      $0.add(
        "GET", "/key?partNumber=2", status: 206, [("Content-Range", "bytes 10-19/100")], body: 10)
    } isQuiet: {
      $0.part(0..<10)
    },
    RuleCase("partial-labelled-full", .error) {
      $0.add(range: "bytes=10-19", status: 200, [("Content-Range", "bytes 10-19/100")], body: 10)
    } isQuiet: {
      $0.add(range: "bytes=0-", status: 200, [("Content-Range", "bytes 0-99/100")], body: 100)
    },
    RuleCase("content-range-missing", .error) {
      $0.add(range: "bytes=0-9", status: 206, body: 10)
    } isQuiet: {
      $0.add(range: "bytes=0-9", status: 206, body: 10) {
        $0.response?.head.completeness = .cutOff
      }
    },
    RuleCase("content-range-malformed", .error) {
      $0.add(range: "bytes=0-9", status: 206, [("Content-Range", "bytes 0-9/5")], body: 10)
    } isQuiet: {
      $0.add(range: "bytes=0-9", status: 206, [("Content-Range", "bytes 0-9/*")], body: 10)
    },
    RuleCase("content-range-malformed", .error) {
      $0.add(range: "bytes=0-9", status: 416, [("Content-Range", "bytes 0-9/10")])
    } isQuiet: {
      $0.add(range: "bytes=10-", status: 416, [("Content-Range", "bytes */10")])
    },
    RuleCase("content-range-mismatch", .warning) {
      $0.add(range: "bytes=10-19", status: 206, [("Content-Range", "bytes 0-9/100")], body: 10)
    } isQuiet: {
      $0.add(
        range: "bytes=10-19, 100-109", status: 206, [("Content-Range", "bytes 10-109/1000")],
        body: 100)
    },
    RuleCase("content-range-mismatch", .error) {
      $0.add(range: "bytes=10-19", status: 206, [("Content-Range", "bytes 8-17/100")], body: 10)
      $0.part(20..<100, of: 100)
    } isQuiet: {
      $0.add(range: "bytes=-10", status: 206, [("Content-Range", "bytes 90-99/100")], body: 10)
    },
    RuleCase("content-range-shortened", .note) {
      $0.add(range: "bytes=10-", status: 206, [("Content-Range", "bytes 10-49/100")], body: 40)
    } isQuiet: {
      $0.add(range: "bytes=10-500", status: 206, [("Content-Range", "bytes 10-99/100")], body: 90)
    },
    RuleCase("first-range-only", .note) {
      $0.add(range: "bytes=0-9,50-59", status: 206, [("Content-Range", "bytes 0-9/100")], body: 10)
    } isQuiet: {
      $0.add(range: "bytes=0-9,20-29", status: 206, [("Content-Range", "bytes 0-29/100")], body: 30)
    },
    RuleCase("content-range-length", .error) {
      $0.add(range: "bytes=0-9", status: 206, [("Content-Range", "bytes 0-9/100")], body: 9)
    } isQuiet: {
      $0.add(
        range: "bytes=0-9", status: 206,
        [("Content-Range", "bytes 0-9/100"), ("Transfer-Encoding", "chunked")], body: 9)
    },
    RuleCase("content-range-on-full", .note) {
      $0.add(status: 404, [("Content-Range", "bytes 0-9/10")], body: 10)
    } isQuiet: {
      $0.add(range: "bytes=0-9", status: 200, [("Content-Range", "bytes 0-9/100")], body: 10)
    },
    RuleCase("complete-length-changed", .error) {
      $0.part(0..<10)
      $0.part(10..<20, of: 1200)
    } isQuiet: {
      $0.part(0..<10)
      $0.whole(1200)
    },
    RuleCase("complete-length-changed", .warning) {
      $0.part(0..<10)
      $0.whole(1200, range: "bytes=10-")
    } isQuiet: {
      $0.part(0..<10)
      $0.whole(1000, range: "bytes=10-")
    },
    RuleCase("complete-length-unknown", .note) {
      $0.add(range: "bytes=0-9", status: 206, [("Content-Range", "bytes 0-9/*")], body: 10)
    } isQuiet: {
      $0.part(0..<10)
    },
    RuleCase("multipart-for-one-range", .error) {
      $0.add(
        range: "bytes=0-9", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B")], body: 100)
    } isQuiet: {
      $0.add(
        range: "bytes=0-9,20-29", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B")], body: 100)
    },
    RuleCase("multipart-malformed", .error) {
      $0.add(
        range: "bytes=0-9,20-29", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B"), ("Content-Range", "bytes 0-9/100")],
        body: 100)
    } isQuiet: {
      $0.add(
        range: "bytes=0-9,20-29", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B")], body: 100
      ) {
        $0.body.multipart = MultipartBody(parts: [
          .init(contentRange: "bytes 0-9/100", contentType: nil, offset: 40, count: 10)
        ])
      }
    },
    RuleCase("multipart-malformed", .error) {
      $0.add(
        range: "bytes=0-9,20-29", status: 206, [("Content-Type", "multipart/byteranges")], body: 100
      )
    } isQuiet: {
      // Cut by the end of the connection: what is missing is no fault of its form.
      $0.add(
        range: "bytes=0-9,20-29", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=\"b\"")], body: 60, of: 200
      ) {
        $0.body.multipart = MultipartBody(parts: [
          .init(contentRange: "bytes 0-9/100", contentType: nil, offset: 40, count: 10)
        ])
      }
    },
    RuleCase("multipart-malformed", .error) {
      $0.add(
        range: "bytes=0-9,20-29", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B")], body: 100
      ) { $0.body.multipart = MultipartBody(problems: ["the boundary never occurs"]) }
    } isQuiet: {
      // The packets in which the parts begin are not in the capture.
      $0.add(
        range: "bytes=0-9,20-29", status: 206,
        [("Content-Type", "multipart/byteranges; boundary=B")], body: 100
      ) { $0.body.multipart = MultipartBody() }
    },
    RuleCase("digest-mismatch", .error) {
      $0.add(body: 1000) { digest("Repr-Digest", actual: 2, in: &$0) }
    } isQuiet: {
      $0.add(body: 1000) { digest("Repr-Digest", actual: 1, in: &$0) }
      // Not all bytes were seen.
      $0.add(body: 1000) { digest("Repr-Digest", actual: nil, in: &$0) }
    },
    RuleCase("digest-mismatch", .warning) {
      $0.add(body: 1000) { digest("ETag", actual: 2, in: &$0) }
    } isQuiet: {
      $0.add(body: 1000) { digest("ETag", actual: 1, in: &$0) }
    },
    RuleCase("content-diverged", .error) {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(1024..<8192, of: 8192, bytes: 2)
    } isQuiet: {
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.part(1024..<8192, of: 8192, bytes: 1)
      // Other bytes, but of positions that came once, or of another version.
      $0.part(0..<4096, of: 8192, etag: "\"other\"", bytes: 2)
    },
    RuleCase("content-diverged", .error) {
      // The strong tag promises that a whole that took the place of a part is equal to it.
      $0.part(0..<4096, of: 8192, bytes: 1)
      $0.whole(8192, bytes: 2)
    } isQuiet: {
      // Without one, and for a whole fetched again, nothing promises that.
      $0.part(0..<4096, of: 8192, etag: nil, bytes: 1)
      $0.whole(8192, etag: nil, bytes: 2)
      $0.whole(8192, bytes: 1)
      $0.whole(8192, bytes: 2)
    },
  ]
}

/// Has `transaction` promise an MD5 of ones and bring one of `actual`.
private func digest(_ source: String, actual: UInt8?, in transaction: inout Transaction) {
  guard let source = PromisedDigest.Source(rawValue: source) else { return }
  let promised = PromisedDigest(
    source: source, algorithm: .md5, bytes: [UInt8](repeating: 1, count: 16))
  transaction.body.digests = [
    DigestCheck(promised, actual: actual.map { [UInt8](repeating: $0, count: 16) })
  ]
}
