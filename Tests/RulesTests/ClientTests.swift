import HTTP
import Phrases
import Testing
import Transactions

@testable import Rules

/// What is said of programs, and of whom nothing is said.
@Suite struct ClientTests {
  @Test(arguments: [
    ("curl/8.7.1", KnownClient.curl), ("Wget/1.24.5", .wget), ("aria2/1.37.0", .aria2),
    ("Debian APT-HTTP/1.3 (2.6.2)", .apt), ("pip/24.0 {\"ci\":null}", .pip),
    ("unknown/None; hf_hub/0.23.0; python/3.12", .huggingFace),
    (
      "Mozilla/5.0 (X11) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36",
      .chromium
    ),
    ("AppleCoreMedia/1.0.0.21F79 (iPhone)", .appleMedia), ("AndroidDownloadManager/14", .android),
    ("Mozilla/5.0 (X11; rv:125.0) Gecko/20100101 Firefox/125.0", nil), ("Lavf/59.27.100", nil),
    ("Steam HTTP Client 1.0", nil), ("", nil),
  ])
  func isKnownByItsUserAgent(_ text: String, _ client: KnownClient?) {
    #expect(KnownClient(userAgent: text) == client)
  }

  private func detail(_ rule: String, _ make: (inout Traffic) -> Void) -> String {
    var traffic = Traffic()
    make(&traffic)
    return traffic.diagnosis.findings.first { $0.rule == rule }?.detail.description ?? ""
  }

  @Test func curlAppends() {
    let curl = [("User-Agent", "curl/8.7.1")]
    let text = detail("resume-without-validator") {
      $0.whole(request: curl, delivered: 400)
      $0.add(
        range: "bytes=400-", request: curl, status: 206,
        [("Content-Range", "bytes 400-999/1000"), ("ETag", "\"v2\"")], body: 600)
    }
    #expect(text.contains("curl -C - never sends If-Range"))
    #expect(text.hasSuffix("it appends this 206 to its file."))
  }

  @Test func wgetTakesAny416ForSuccess() {
    let wget = [("User-Agent", "Wget/1.24.5")]
    let text = detail("range-unsatisfiable") {
      $0.whole(request: wget)
      $0.add(
        range: "bytes=2000-", request: wget, status: 416, [("Content-Range", "bytes */1000")])
    }
    #expect(text.contains("even if the remote file shrank"))
  }

  @Test func theNodeThatAnsweredIsNamed() {
    let text = detail("range-ignored") {
      $0.whole(range: "bytes=400-", [("X-Served-By", "cache-ams1"), ("X-Cache", "HIT")])
    }
    #expect(text.hasSuffix("Answered by cache-ams1 (X-Served-By), X-Cache: HIT."))
  }
}
