import Extraction
import Forge
import Testing

/// The decoded form of a complete file stands beside it.
struct DecodingTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var coding: String
    var coded: [UInt8]
    /// What it decodes to; `nil` where it does not.
    var plain: [UInt8]?

    init(_ name: String, _ coding: String, _ coded: [UInt8], _ plain: [UInt8]?) {
      testDescription = name
      self.coding = coding
      self.coded = coded
      self.plain = plain
    }
  }

  static let plain = Pattern(seed: 3).bytes(in: 0..<300_000)
  static let gzip = Encoded.gzip(plain)

  static let rows: [Row] = [
    Row("gzip", "gzip", gzip, plain), Row("its other name", "X-GZIP", gzip, plain),
    Row("two members", "gzip", gzip + gzip, plain + plain),
    Row("no member", "gzip", [], []),
    Row("cut gzip", "gzip", Array(gzip.dropLast(20)), nil),
    Row("cut at the last byte", "gzip", Array(gzip.dropLast()), nil),
    Row("corrupt gzip", "gzip", Array(gzip[..<1000]) + [1, 2, 3] + gzip[1000...], nil),
    Row("something behind gzip", "gzip", gzip + [1, 2, 3], nil),
    Row("deflate as it should be", "deflate", Encoded.zlib(plain, windowBits: 15), plain),
    Row("deflate as some send it", "deflate", Encoded.zlib(plain, windowBits: -15), plain),
    Row("half a byte of deflate", "deflate", [0x78], nil),
    Row("something behind deflate", "deflate", Encoded.zlib(plain, windowBits: 15) + [0], nil),
    Row("zstd", "zstd", Encoded.zstd(plain), plain),
    Row("two frames", "zstd", Encoded.zstd(plain) + Encoded.zstd(plain), plain + plain),
    Row("cut zstd", "zstd", Array(Encoded.zstd(plain).dropLast()), nil),
    Row("no zstd", "zstd", plain, nil),
    Row("brotli", "br", Encoded.brotli, Encoded.fox),
    Row("cut brotli", "br", Array(Encoded.brotli.dropLast()), nil),
    Row("something behind brotli", "br", Encoded.brotli + [0], nil),
    Row("one upon the other", "gzip, zstd", Encoded.zstd(gzip), plain),
    Row("in the wrong order", "zstd, gzip", Encoded.zstd(gzip), nil),
    Row("none that counts", "identity, gzip", gzip, plain),
    Row("unknown", "compress", gzip, nil),
    Row("too many", "gzip, gzip, gzip, gzip, gzip", gzip, nil),
  ]

  static func extraction(_ coding: String, _ coded: [UInt8], limit: Int? = nil) throws -> Extraction
  {
    var file = ForgedResource("/page.txt", size: UInt64(coded.count))
    file.responseHeaders = [HeaderLine("Content-Encoding", coding)]
    var exchange = file.exchange()
    exchange.response?.body = .bytes(coded)
    var options = ExtractionOptions()
    options.decodes = true
    if let limit { options.maxDecodedSize = limit }
    return try Extraction(.of([[exchange]]), options: options)
  }

  @Test(arguments: rows) func decodes(row: Row) throws {
    let extraction = try Self.extraction(row.coding, row.coded)
    #expect(try extraction.contents("page.txt") == row.coded, "what was sent stays as it was")
    guard let plain = row.plain else {
      guard case .failed? = extraction.files[0].decoded else {
        Issue.record("it is \(String(describing: extraction.files[0].decoded))")
        return
      }
      #expect(try extraction.names() == ["page.txt"])
      return
    }
    #expect(try extraction.contents("page.decoded.txt") == plain)
  }

  static let zeros = [UInt8](repeating: 0, count: 20_000_000)

  @Test(arguments: [
    ("gzip", Encoded.gzip(zeros)), ("zstd", Encoded.zstd(zeros)), ("br", Encoded.brotliBomb),
    ("gzip, gzip", Encoded.gzip(Encoded.gzip(zeros))),
  ])
  func keepsNothingOfABomb(coding: String, coded: [UInt8]) throws {
    let kept = try Self.extraction(coding, coded, limit: 20_000_000)
    #expect(try kept.contents("page.decoded.txt").count == 20_000_000)
    let bomb = try Self.extraction(coding, coded, limit: 19_999_999)
    #expect(try bomb.names() == ["page.txt"])
    guard case .failed(let reason)? = bomb.files[0].decoded else {
      Issue.record("it was decoded")
      return
    }
    #expect(reason == "it would be longer than 19999999 bytes")
  }

  /// A file with holes has no decoded form.
  @Test func decodesOnlyWhatIsWhole() throws {
    var file = ForgedResource("/page.txt", size: 1000)
    file.responseHeaders = ["Content-Encoding: gzip"]
    var options = ExtractionOptions()
    options.decodes = true
    let extraction = try Extraction(
      .of([[file.rangeExchange(first: 0, last: 99)]]), options: options)
    #expect(try extraction.names() == ["page.txt"])
    #expect(extraction.files[0].decoded == nil)
  }
}
