import HTTP
import Phrases
import Ranges
import Rules
import Testing
import Transactions

/// When signed addresses run out, and what a refusal of one is taken for.
@Suite struct SignedAddressTests {
  /// The Date of all responses of `Traffic`, in seconds since 1970.
  static let now: Int64 = 1_399_180_494

  @Test(arguments: [
    ("X-Amz-Date=20140504T051354Z&X-Amz-Expires=60&X-Amz-Signature=a", now),
    ("X-Goog-Expires=61&X-Goog-Date=20140504T051354Z&X-Goog-Signature=a", now + 1),
    ("x-oss-date=20140504T051354Z&x-oss-expires=1", now - 59),
    ("Expires=1399180494&Signature=a&Key-Pair-Id=b", now),
    ("sv=2020-01-01&se=2014-05-04T05%3A14%3A54Z&sig=a", now),
    ("se=2014-05-05&sig=a", 1_399_248_000),
    ("hdnts=st=1399180000~exp=1399180494~acl=/*~hmac=a", now),
    ("a=b&exp=1399180494", now),
    ("X-Amz-Expires=60&X-Amz-Signature=a", nil), ("Expires=soon", nil), ("Expires=60", nil),
    ("se=2014-13-04T05:14:54Z", nil), ("X-Amz-Date=20140504T051354Z&X-Amz-Expires=-60", nil),
    ("X-Amz-Date=2014&X-Amz-Expires=60", nil), ("", nil),
  ])
  func readsWhenItRunsOut(_ query: String, _ seconds: Int64?) {
    #expect(SignedExpiry(address: "http://h/a?\(query)")?.epochSeconds == seconds)
  }

  @Test func readsNothingWithoutAQuery() {
    #expect(SignedExpiry(address: "http://h/Expires=1399180494") == nil)
  }

  private func refusal(
    _ query: String, status: Int = 403, _ fields: [(String, String)] = []
  ) -> String {
    var traffic = Traffic()
    let target = "/file?\(query)"
    traffic.add(
      "GET", target, status: 200, [("ETag", Traffic.tag)], body: 400, of: 1000, end: .serverClosed)
    traffic.add("GET", target, range: "bytes=400-", status: status, fields, body: 20)
    return traffic.diagnosis.findings.first { $0.rule == "resume-refused" }?.detail.description
      ?? ""
  }

  @Test func saysWhatIsSeenAndWhatIsInferred() {
    let late = refusal("Expires=1399180484&sig=a", [("Content-Type", "application/xml")])
    #expect(late.contains("Seen: the address says \"Expires=1399180484\""))
    #expect(late.contains("the Date of this answer is 10 seconds later. Inferred:"))
    #expect(late.contains("20 bytes of application/xml"))
    let early = refusal("Expires=1399180504&sig=a")
    #expect(early.contains("it still held") && !early.contains("Inferred"))
    let unknown = refusal("token=a")
    #expect(unknown.contains("cannot be read from it. Inferred:"))
    #expect(!refusal("name=a").contains("Seen"))
    let busy = refusal("Expires=1399180484&sig=a", status: 503, [("Retry-After", "120")])
    #expect(!busy.contains("Seen") && busy.contains("Retry-After: 120."))
    #expect(refusal("sig=a", [("X-Ms-Error-Code", "Gone")]).contains("X-Ms-Error-Code: Gone"))
  }
}
