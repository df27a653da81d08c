import Extraction
import Forge
import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Whatever the traffic says, nothing is written outside the directory, and no number of it takes room.
struct HostileTests {
  @Test func thereAreEnoughOfThem() {
    #expect(HostileRows.names.count + HostileRows.ranges.count >= 60)
  }

  @Test(arguments: HostileRows.names) func writesUnderASafeName(row: HostileRows.Name) throws {
    var file = ForgedResource(row.target, size: 10)
    if let disposition = row.disposition {
      file.responseHeaders = [HeaderLine("Content-Disposition", disposition)]
    }
    let extraction = try Extraction(.of([[file.exchange()]]))
    #expect(try extraction.names() == [row.name])
    try checkNothingElse(extraction)
    let name = Array(row.name.utf8)
    #expect(name.count <= FileName.longest)
    #expect(name.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "/") })
  }

  @Test(arguments: HostileRows.ranges) func takesNoRoom(row: HostileRows.Range) throws {
    let file = ForgedResource("/plain.bin", size: 10)
    var exchange = file.rangeExchange(first: 0, last: 9)
    exchange.response?.headers.removeAll { $0.name == "Content-Range" }
    exchange.response?.headers.append(HeaderLine("Content-Range", row.value))
    let extraction = try Extraction(.of([[exchange]]))
    try checkNothingElse(extraction)
    guard let length = row.length else {
      #expect(try extraction.names() == [])
      return
    }
    var status = stat()
    let path = extraction.output.appending(path: "plain.bin").path
    try #require(unsafe stat(path, &status) == 0)
    #expect(Int(status.st_size) == length)
    #expect(Int(status.st_blocks) * 512 <= 1 << 16, "its holes are holes")
    #expect(extraction.files[0].presentBytes <= 10)
  }

  /// A name that was given to something before is free for nobody.
  @Test func givesNoNameTwice() throws {
    let targets = ["/a/x.bin", "/b/x.bin", "/c/X.BIN", "/d/x.bin.map.json", "/e/x-2.bin"]
    let extraction = try Extraction(
      .of(
        targets.map { target in
          [ForgedResource(target, size: 10, etag: "\"\(target)\"").exchange()]
        }))
    #expect(
      try extraction.names() == [
        "X-3.BIN", "x-2-2.bin", "x-2.bin", "x.bin", "x.bin.map-2.json",
      ])
  }

  /// Composed and decomposed letters are one name on some systems.
  @Test func takesComposedAndDecomposedForOne() throws {
    let extraction = try Extraction(
      .of(
        ["/a/%C3%A9", "/b/e%CC%81"].map { target in
          [ForgedResource(target, size: 10, etag: "\"\(target)\"").exchange()]
        }))
    #expect(try extraction.names().count == 2)
    #expect(Set(extraction.plan.files.map(\.name.text)).count == 2)
  }

  private func checkNothingElse(_ extraction: Extraction) throws {
    let folder = extraction.folder.url.path
    let all = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(all == (extraction.files.isEmpty ? [] : ["out"]))
    for name in try extraction.names() {
      var status = stat()
      try #require(unsafe lstat(extraction.output.path + "/" + name, &status) == 0)
      #expect(status.st_mode & S_IFMT == S_IFREG)
    }
  }
}
