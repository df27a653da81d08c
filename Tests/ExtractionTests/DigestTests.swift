import Digests
import Extraction
import Forge
import Testing

/// Digests that headers give are held against the file that was put together.
struct DigestTests {
  /// The SHA-256 of the bytes 0 to 9 of no pattern but `0123456789`, by sha256sum and base64.
  static let sha256 = "hNiYd/DUBB77a/kaFvAkjy/Vc+avBcGflr7bn4gveII="

  static func exchange(_ range: Range<Int>, _ digest: String) -> ForgedExchange {
    let file = ForgedResource("/ten", size: 10)
    var exchange = file.rangeExchange(
      first: UInt64(range.lowerBound), last: UInt64(range.upperBound - 1))
    exchange.response?.body = .bytes(Array(Array("0123456789".utf8)[range]))
    exchange.response?.headers.append(HeaderLine("Repr-Digest", "sha-256=:\(digest):"))
    return exchange
  }

  @Test(arguments: [(sha256, true), ("A" + sha256.dropFirst(), false)])
  func holdsThemAgainstTheWhole(digest: String, isRight: Bool) throws {
    let extraction = try Extraction(
      .of([[Self.exchange(6..<10, digest), Self.exchange(0..<6, digest)]]))
    let file = try #require(extraction.files.first)
    #expect(file.isComplete)
    #expect(file.digests.map(\.isMatch) == [isRight])
    #expect(file.digests[0].promised.source == .reprDigest)
  }

  @Test func holdsNoneAgainstAPart() throws {
    let extraction = try Extraction(.of([[Self.exchange(0..<6, Self.sha256)]]))
    #expect(extraction.files.first?.digests.map(\.isMatch) == [nil])
  }
}
