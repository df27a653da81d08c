import Bytes
import Digests
import Forge
import HTTP
import Testing
import Transactions

/// Digests in headers, checked against what passes.
struct DigestTests {
  private static let count: UInt64 = 50_000

  /// The digest of the content that `Wire.ok` sends, within `range`.
  private static func digest(
    _ algorithm: DigestAlgorithm, _ range: Range<UInt64> = 0..<count
  ) -> [UInt8] {
    let digest = RunningDigest(algorithm)
    digest.receive(Pattern(seed: 7).bytes(in: range).span.bytes)
    return digest.finish()
  }

  private static func header(
    _ name: String = "Repr-Digest", _ algorithm: DigestAlgorithm = .sha256,
    _ range: Range<UInt64> = 0..<count
  ) -> String {
    "\(name): \(algorithm.rawValue.lowercased())=:\(Base64.encode(digest(algorithm, range))):\r\n"
  }

  private func matches(
    _ events: [ForgedEvent], faults: [FaultRule] = []
  ) -> [Bool?] {
    Reading(events, faults: faults).transactions[0].body.digests.map(\.isMatch)
  }

  @Test func theWholeMatches() {
    let headers =
      Self.header() + Self.header("Content-Digest", .sha512)
      + "Content-MD5: \(Base64.encode(Self.digest(.md5)))\r\n"
      + "Digest: SHA=\(Base64.encode(Self.digest(.sha1)))\r\n"
    #expect(matches([Wire.get("/a"), Wire.ok(Self.count, headers)]) == [true, true, true, true])
  }

  @Test func otherBytesDoNot() {
    let headers = Self.header("Content-Digest", .sha256, 1..<Self.count)
    #expect(matches([Wire.get("/a"), Wire.ok(Self.count, headers)]) == [false])
  }

  @Test func bytesOutOfOrderAndTwiceAreTheSameBytes() {
    let faults = [
      FaultRule(.delayed(places: 3), .data([3, 9])), FaultRule(.lost(seen: true), .data(12)),
      FaultRule(.repeated(), .data(20)),
    ]
    #expect(
      matches([Wire.get("/a"), Wire.ok(Self.count, Self.header())], faults: faults) == [true])
  }

  @Test func chunksAreNoContent() {
    let body = Payload.pattern(seed: 7, 0..<Self.count)
    let response = ForgedResponse(
      200, headers: [HeaderLine("Content-Digest", String(Self.header().dropFirst(13).dropLast()))],
      framing: .chunked(ChunkedCoding()), body: body)
    #expect(matches([Wire.get("/a"), .send(.server, response.payload)]) == [true])
  }

  @Test func whatWasNotSeenIsNotCompared() {
    let events = [Wire.get("/a"), Wire.ok(Self.count, Self.header())]
    #expect(matches(events, faults: [FaultRule(.missed, .data(5))]) == [nil])
    #expect(matches(events, faults: [FaultRule(.cut(to: 100), .data(5))]) == [nil])
    #expect(
      matches([
        Wire.get("/a"), Wire.ok(Self.count, Self.header(), sent: 20_000), .reset(.client),
      ]) == [nil])
  }

  @Test func aPartIsComparedWithItsOwnDigestOnly() {
    let headers =
      "Content-Range: bytes 100-199/50000\r\n" + Self.header("Repr-Digest")
      + Self.header("Content-Digest", .sha256, 0..<100)
    #expect(
      matches([Wire.get("/a", "Range: bytes=100-199\r\n"), Wire.ok(100, status: 206, headers)])
        == [true, nil])
  }

  @Test func aHeadBringsNothing() {
    #expect(
      matches([
        Wire.ask("HEAD /a HTTP/1.1\r\nHost: h\r\n\r\n"),
        Wire.answer("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\(Self.header())\r\n"),
      ]) == [])
  }
}
