import HTTP
import Packets
import Rules

extension RuleCase {
  private static let mirror = Endpoint(address: IPAddress(ipv4: 0xC0A8_0104), port: 80)

  static let validators: [RuleCase] = [
    RuleCase("etag-malformed", .warning) {
      $0.part(0..<10, etag: "v1")
    } isQuiet: {
      $0.part(0..<10)
    },
    RuleCase("etag-malformed", .note) {
      $0.whole(etag: "v1")
    } isQuiet: {
      $0.whole()
      $0.add(status: 404, [("ETag", "v1")])
    },
    RuleCase("etag-weak", .note) {
      $0.whole(range: "bytes=0-9", etag: "W/\"v1\"")
    } isQuiet: {
      // No range download.
      $0.whole(etag: "W/\"v1\"")
    },
    RuleCase("etag-weak-partial", .warning) {
      $0.part(0..<10, etag: "W/\"v1\"")
    } isQuiet: {
      $0.part(0..<10, etag: "W/\"v1\"", [("Last-Modified", Traffic.earlier)])
    },
    RuleCase("validator-missing", .warning) {
      $0.part(0..<10)
      $0.part(10..<20, etag: nil)
    } isQuiet: {
      $0.part(0..<10)
      $0.part(10..<20, etag: nil, request: [("If-Range", Traffic.tag)])
    },
    RuleCase("validator-missing", .warning) {
      $0.part(0..<10, etag: nil)
      $0.part(10..<20, etag: nil)
    } isQuiet: {
      $0.part(0..<10, etag: nil)
    },
    RuleCase("validator-changed", .warning) {
      $0.part(0..<10)
      $0.part(500..<510, etag: "\"v2\"")
    } isQuiet: {
      // A whole fetched again is a new version.
      $0.whole()
      $0.whole(etag: "\"v2\"")
    },
    RuleCase("mirror-validators-differ", .warning) {
      $0.part(0..<10)
      $0.part(10..<20, etag: "\"v2\"")
      $0.part(20..<30)
    } isQuiet: {
      $0.part(0..<10)
      $0.part(10..<20, etag: "\"v2\"")
    },
    RuleCase("mirror-validators-differ", .warning) {
      $0.part(0..<10)
      $0.part(10..<20, etag: "\"v2\"", server: mirror)
    } isQuiet: {
      $0.part(0..<10)
      $0.part(10..<20, of: 1200, etag: "\"v2\"", server: mirror)
    },
    RuleCase("last-modified-after-date", .note) {
      $0.whole(1000, [("Last-Modified", "Mon, 05 May 2014 05:14:54 GMT")])
    } isQuiet: {
      $0.whole(1000, [("Last-Modified", Traffic.date)])
    },
    RuleCase("content-coding-differs", .warning) {
      $0.whole(300, etag: "W/\"v1\"", [("Content-Encoding", "gzip")], delivered: 200)
      $0.part(200..<1000)
    } isQuiet: {
      $0.whole(300, etag: "W/\"v1\"", [("Content-Encoding", "gzip")])
      $0.whole()
    },
    RuleCase("content-coding-same-etag", .error) {
      $0.whole(300, [("Content-Encoding", "gzip")])
      $0.part(0..<10)
    } isQuiet: {
      $0.whole(300, etag: "W/\"v1\"", [("Content-Encoding", "gzip")])
      $0.part(0..<10)
    },
    RuleCase("encoded-slice", .error) {
      $0.add(
        range: "bytes=0-99", status: 206,
        [("Content-Range", "bytes 0-99/1000"), ("Content-Encoding", "gzip")], body: 60)
    } isQuiet: {
      $0.add(
        range: "bytes=0-99", status: 206,
        [("Content-Range", "bytes 0-99/300"), ("Content-Encoding", "gzip")], body: 100)
    },
    RuleCase("content-type-flipped", .warning) {
      $0.whole(100_000, [("Content-Type", "application/zip")])
      $0.whole(200, etag: nil, [("Content-Type", "text/html; charset=utf-8")])
    } isQuiet: {
      $0.whole(100_000, [("Content-Type", "application/zip")])
      $0.whole(50_000, etag: nil, [("Content-Type", "text/html")])
    },
    RuleCase("host-alias", .note) {
      $0.part(0..<10)
      $0.add(
        host: "192.168.1.3", range: "bytes=10-19", status: 206,
        [("Content-Range", "bytes 10-19/1000"), ("ETag", Traffic.tag)], body: 10)
    } isQuiet: {
      $0.part(0..<10)
      $0.add(
        host: "192.168.1.3", range: "bytes=10-19", status: 206,
        [("Content-Range", "bytes 10-19/1000"), ("ETag", "\"v2\"")], body: 10)
    },
    RuleCase("keep-alive-gap", .note) {
      $0.connections = [Traffic.connection()]
      $0.part(0..<10, [("Keep-Alive", "timeout=5, max=100")])
      $0.part(10..<20, [("Keep-Alive", "timeout=5, max=98")])
    } isQuiet: {
      $0.connections = [Traffic.connection()]
      $0.part(0..<10, [("Keep-Alive", "timeout=5, max=100")])
      $0.part(10..<20, [("Keep-Alive", "timeout=5, max=99")])
    },
  ]
}
