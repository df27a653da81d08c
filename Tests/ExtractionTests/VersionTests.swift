import Extraction
import Forge
import Testing

/// Bytes of two versions are never in one file, but where that is asked for.
struct VersionTests {
  static let older = ForgedResource("/f.bin", size: 16_000, etag: "\"a\"", seed: 1)
  static let newer = ForgedResource(
    "/f.bin", size: 16_000, etag: "\"b\"", lastModified: "Sun, 04 May 2014 00:00:00 GMT", seed: 2)

  /// The first part is of the older version, what a client appends to it of the newer.
  static let changed = ForgedCapture.of([
    [older.rangeExchange(first: 0, last: 5999)], [newer.rangeExchange(first: 6000, last: 15_999)],
  ])

  @Test func writesAFileForEach() throws {
    let extraction = try Extraction(Self.changed)
    #expect(try extraction.names() == ["f.v1.bin", "f.v2.bin"])
    let old = try extraction.contents("f.v1.bin")
    #expect(Array(old[..<6000]) == Self.older.pattern.bytes(in: 0..<6000))
    #expect(old[6000...].allSatisfy { $0 == 0 })
    #expect(extraction.files.map(\.present) == [[0..<6000], [6000..<16_000]])
    #expect(extraction.files.map(\.isComplete) == [false, false])
  }

  @Test(arguments: [1, 2, 3]) func writesOneWhereOneIsWanted(number: Int) throws {
    var options = ExtractionOptions()
    options.revision = number
    let names = try Extraction(Self.changed, options: options).names()
    #expect(names == (number < 3 ? ["f.v\(number).bin"] : []))
  }

  @Test func joinsWhereThatIsAskedFor() throws {
    var options = ExtractionOptions()
    options.joins = true
    let extraction = try Extraction(Self.changed, options: options)
    #expect(try extraction.names() == ["f.joined.bin", "f.v1.bin", "f.v2.bin"])
    #expect(
      try extraction.contents("f.joined.bin") == Self.older.pattern.bytes(in: 0..<6000)
        + Self.newer.pattern.bytes(in: 6000..<16_000))
  }

  /// A 200 begins the file anew: the client has one version.
  @Test func joinsNothingWhereTheClientBeganAnew() throws {
    var options = ExtractionOptions()
    options.joins = true
    let extraction = try Extraction(
      .of([[Self.older.rangeExchange(first: 0, last: 5999)], [Self.newer.exchange()]]),
      options: options)
    #expect(try extraction.names() == ["f.v1.bin", "f.v2.bin"])
  }

  /// Of one version, the first copy of a byte stays, and where they differ is told.
  @Test func tellsWhereCopiesDiffer() throws {
    var other = Self.older
    other.pattern = Self.newer.pattern
    let extraction = try Extraction(
      .of([
        [Self.older.rangeExchange(first: 0, last: 8999)],
        [other.rangeExchange(first: 6000, last: 15_999)],
      ]))
    let bytes = try extraction.contents("f.bin")
    #expect(Array(bytes[..<9000]) == Self.older.pattern.bytes(in: 0..<9000))
    #expect(Array(bytes[9000...]) == Self.newer.pattern.bytes(in: 9000..<16_000))
    let conflicts = extraction.files[0].conflicts
    #expect(conflicts.first.map { (6000..<6050).contains($0.lowerBound) } == true)
    #expect(conflicts.last.map { (8950...9000).contains($0.upperBound) } == true)
  }

  /// An empty file is a file, and whole.
  @Test func writesAnEmptyFile() throws {
    let extraction = try Extraction(.of([[ForgedResource("/empty", size: 0).exchange()]]))
    #expect(try extraction.contents("empty") == [])
    #expect(extraction.files[0].isComplete)
  }

  @Test func writesNothingOfWhatIsRefused() throws {
    let file = ForgedResource("/x", size: 10)
    let exchange = ForgedExchange(file.request(), ForgedResponse(404, "Not Found", body: "gone"))
    #expect(try Extraction(.of([[exchange]])).names() == [])
  }

  @Test func leavesOutWhatIsTooMuch() throws {
    var options = ExtractionOptions()
    options.maxSize = 15_999
    let long = try Extraction(Self.changed, options: options)
    #expect(long.files.isEmpty && long.plan.tooLong.count == 2)
    options = ExtractionOptions()
    options.maxFiles = 1
    let many = try Extraction(Self.changed, options: options)
    #expect(many.files.count == 1 && many.plan.beyond == 1)
  }
}
