import HTTP
import Ranges
import Rules
import Testing
import Transactions

@Suite struct CheckerTests {
  @Test func theExchangeItAllBeganWith() {
    let tag = "\"7efce6-4f8742f6ed9b2\""
    var traffic = Traffic()
    traffic.connections = [Traffic.connection(), Traffic.connection { $0.id = 2 }]
    traffic.add("GET", "/deepc.a", host: "192.168.100.189", status: nil)
    traffic.add(
      "GET", "/deepc.a", host: "192.168.1.3", range: "bytes=0-32767", status: 206,
      [
        ("ETag", tag), ("Content-Range", "bytes 0-32767/8322278"),
        ("Keep-Alive", "timeout=5, max=100"),
      ], body: 32_768, connection: 2)
    traffic.add(
      "GET", "/deepc.a", host: "192.168.100.189", range: "bytes=32768-8322277",
      request: [("If-Range", tag)], status: 206,
      [
        ("ETag", tag), ("Content-Range", "bytes 32768-8322277/8322278"),
        ("Keep-Alive", "timeout=5, max=98"),
      ], body: 8_289_510, connection: 2)
    #expect(traffic.downloads.map(\.verdict) == [.complete])
    #expect(traffic.downloads.map(\.gaps) == [[]])
    let findings = traffic.diagnosis.findings
    #expect(
      findings.map(\.rule).sorted() == ["host-alias", "keep-alive-gap", "request-unanswered"])
    let gap = findings.first { $0.rule == "keep-alive-gap" }
    #expect(gap?.transactions == [2, 3])
    #expect(gap?.connections == [2])
    #expect(gap?.filter == "frame.number == 31")
  }

  @Test func equalFindingsAreOne() throws {
    var traffic = Traffic()
    for _ in 0..<50 { traffic.add(range: "bytes=0-9", status: 206, body: 10) }
    let found = traffic.diagnosis.findings.filter { $0.rule == "content-range-missing" }
    #expect(found.map(\.count) == [50])
    #expect(found.first?.transactions == Array(1...10))
  }

  @Test func filtersSelectTheHeads() {
    var traffic = Traffic()
    traffic.add(range: "bytes=0-9", status: 206, body: 10)
    let found = traffic.diagnosis.findings.first { $0.rule == "content-range-missing" }
    #expect(found?.filter == "frame.number in {10, 11}")
  }

  @Test func aVerdictNamesItsCause() {
    var traffic = Traffic()
    traffic.whole(delivered: 400)
    traffic.whole(range: "bytes=400-", etag: "\"v2\"", request: [("If-Range", Traffic.tag)])
    let diagnosis = traffic.diagnosis
    #expect(traffic.downloads.map(\.verdict) == [.restarted])
    let cause = diagnosis.causes.first.flatMap { $0 }.map { diagnosis.findings[$0 - 1].rule }
    #expect(cause == "resume-restarted")
  }

  @Test func aFindingRefersToItsRoot() {
    var traffic = Traffic()
    traffic.whole(delivered: 400)
    traffic.part(400..<1000, etag: "\"v2\"")
    let findings = traffic.diagnosis.findings
    let mixed = findings.first { $0.rule == "download-mixed" }
    let root = mixed?.becauseOf.map { findings[$0 - 1].rule }
    #expect(root == "resume-without-validator")
  }

  @Test func numbersAreConsecutiveAndSeverestFirst() {
    var traffic = Traffic()
    traffic.whole(delivered: 400)
    traffic.part(300..<1000, etag: "\"v2\"")
    let findings = traffic.diagnosis.findings
    #expect(findings.map(\.id) == Array(1...findings.count))
    #expect(zip(findings, findings.dropFirst()).allSatisfy { $0.severity >= $1.severity })
  }

  @Test func healthyTrafficIsQuiet() {
    var traffic = Traffic()
    traffic.connections = [Traffic.connection()]
    traffic.whole(10_000)
    traffic.add(
      "GET", "/movie", range: "bytes=0-", status: 206,
      [("Content-Range", "bytes 0-9999/10000"), ("ETag", Traffic.tag)], body: 500, of: 10_000,
      end: .clientReset)
    traffic.add(
      "GET", "/movie", range: "bytes=8000-", status: 206,
      [("Content-Range", "bytes 8000-9999/10000"), ("ETag", Traffic.tag)], body: 700, of: 2000,
      end: .clientReset)
    let loud = traffic.diagnosis.findings.filter { $0.severity > .note }
    #expect(loud.map(\.rule) == [])
  }
}
