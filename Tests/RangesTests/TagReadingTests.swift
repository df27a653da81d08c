import HTTP
import Phrases
import Ranges
import Testing

/// What entity tags of well-known servers encode.
@Suite struct TagReadingTests {
  private func reading(
    _ tag: String, _ length: Int?, _ modified: String? = nil, server: String? = nil
  ) throws -> TagReading? {
    TagReading(
      try #require(EntityTag(tag)), completeLength: length,
      lastModified: modified.flatMap { HTTPDate($0) }, server: server)
  }

  @Test(arguments: [
    ("\"7efce6-4f8742f6ed9b2\"", 8_322_278, "Sat, 03 May 2014 00:43:22 GMT", TagForm.apache),
    ("\"2a41-249f0-60a24181e4000\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .apache),
    ("\"6553f100-249f0\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .nginx),
    ("W/\"6553f100-249f0\"", 21_575, "Tue, 14 Nov 2023 22:13:20 GMT", .nginx),
    ("\"s44we837qo\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .caddy),
    ("\"0f5ba2fa3f7cf1:0\"", 5, "Mon, 03 Nov 2014 20:17:26 GMT", .iis),
    ("\"9e107d9d372bb6826bd81d3542a419d6\"", 5, "Tue, 14 Nov 2023 22:13:20 GMT", .md5),
    (
      "\"9e107d9d372bb6826bd81d3542a419d6-38\"", 5, "Tue, 14 Nov 2023 22:13:20 GMT",
      .multipartUpload
    ),
    ("W/\"249f0-18bcfe56800\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .node),
    ("W/\"150000-1700000000000\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .tomcat),
    ("\"17979cfe362a0000-249f0\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .aiohttp),
    ("\"2a41:249f0:6553f100:0\"", 150_000, "Tue, 14 Nov 2023 22:13:20 GMT", .actix),
  ])
  func formsAreRecognised(_ tag: String, _ length: Int, _ date: String, _ form: TagForm) throws {
    let reading = try reading(tag, length, date)
    #expect(reading?.form == form)
    if reading?.modified != nil { #expect(reading?.timeAgrees == true) }
  }

  @Test(arguments: [
    ("\"v1\"", 1000), ("\"1856141506\"", 150_000), ("\"dead-beef\"", 1000), ("\"\"", 0),
    ("\"6553f100-249f0\"", 7), ("\"ffffffffffffffffffffff-1\"", 1), ("\":\"", 1), ("\"-\"", 1),
  ])
  func whatIsNoneIsNotRead(_ tag: String, _ length: Int) throws {
    #expect(try reading(tag, length) == nil)
  }

  @Test func aHashIsReadByTheServersName() throws {
    #expect(try reading("\"1856141506\"", 5, server: "lighttpd/1.4.69")?.form == .lighttpd)
  }

  @Test func theExchangeItAllBeganWith() throws {
    let reading = try reading(
      "\"7efce6-4f8742f6ed9b2\"", 8_322_278, "Sat, 03 May 2014 00:43:22 GMT")
    #expect(
      reading?.text.description
        == "the tag reads as Apache's: size 8,322,278, modified 2014-05-03 00:43:22 UTC, "
        + "equal to Last-Modified")
  }

  @Test func twoTagsAreCompared() throws {
    let one = try #require(try reading("\"6553f100-1d4c0\"", 120_000))
    let other = try #require(try reading("\"6553f103-1d4c0\"", 120_000))
    #expect(
      other.difference(from: one)?.description
        == "Read as nginx's, the tags hold the same size, modification times 3 seconds apart")
  }
}
