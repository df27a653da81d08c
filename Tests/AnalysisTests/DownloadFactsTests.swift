import Analysis
import Digests
import Forge
import HTTP
import Packets
import Reports
import Testing

/// Time and digests of a download, from packets to the text.
@Suite struct DownloadFactsTests {
  private func text(_ response: ForgedResponse, _ between: [ForgedEvent] = []) throws -> String {
    let payload = response.payload
    let half = payload.count / 2
    return text(
      [.send(.server, payload.prefix(half))] + between
        + [.send(.server, payload.slice(half..<payload.count))])
  }

  /// The report of a GET after which this happens.
  private func text(_ events: [ForgedEvent]) -> String {
    let request = ForgedRequest("GET", "/a", headers: ["Host: h"])
    let connection = ForgedConnection(
      client: "192.168.1.2:49200", server: "192.168.1.3:80",
      events: [.send(.client, request.payload)] + events)
    let capture = ForgedCapture(connections: [connection])
    var analyzer = Analyzer(options: AnalyzerOptions())
    for (index, packet) in capture.packets().enumerated() {
      let record = PacketRecord(
        number: index + 1, time: packet.time, linkType: capture.link.linkType,
        capturedLength: packet.bytes.count, wireLength: packet.length)
      analyzer.receive(packet.bytes.span.bytes, record, input: 0)
    }
    let report = analyzer.finish(inputs: [])
    return String(decoding: ReportFormat.text.bytes(report), as: UTF8.self)
  }

  /// A 200 whose Repr-Digest is that of the content from `first` on.
  private func response(digestFrom first: UInt64) -> ForgedResponse {
    let digest = RunningDigest(.sha256)
    digest.receive(Pattern(seed: 7).bytes(in: first..<500_000).span.bytes)
    return ForgedResponse(
      200, headers: [HeaderLine("Repr-Digest", "sha-256=:\(Base64.encode(digest.finish())):")],
      body: .pattern(seed: 7, 0..<500_000))
  }

  @Test func aDigestThatMatchesIsTold() throws {
    let text = try text(response(digestFrom: 0))
    #expect(text.contains("  digest        SHA-256 matches Repr-Digest\n"))
    #expect(text.contains("MiB/s over "))
    #expect(!text.contains("digest-mismatch"))
  }

  @Test func aDigestThatDoesNotIsAnError() throws {
    let text = try text(response(digestFrom: 1))
    #expect(text.contains("  digest        SHA-256 differs from Repr-Digest\n"))
    #expect(text.contains("[digest-mismatch]"))
  }

  @Test func aPauseIsToldWithItsCause() throws {
    let text = try text(
      response(digestFrom: 0),
      [.window(.client, 0), .pause(.seconds(3)), .window(.client, 0xFFFF)])
    #expect(text.contains("[transfer-stalled]"))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("the client took no more, its receive window was closed from frame "))
    #expect(words.contains("paused for 3,0"))
  }

  /// A head that is not whole shows no validator: who cut it is told.
  @Test(arguments: [
    (true, "no validator came: the connection ended within the head"),
    (false, "its validator is not in the capture: heads were cut"),
  ])
  func aVersionOfHalfAHeadHasNoValidator(_ closes: Bool, _ words: String) {
    let head = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nETag: \"v"
    let text = text(
      [.send(.server, .bytes(Array(head.utf8)))] + (closes ? [.finish(.server)] : []))
    #expect(text.contains("  version       \(words)\n"))
  }
}
