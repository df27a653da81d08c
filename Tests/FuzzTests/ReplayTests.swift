import Foundation
import FuzzBodies
import TestSupport
import Testing

/// A file that a fuzz target begins with, or that it once failed on.
struct FuzzInputFile: Sendable, CustomTestStringConvertible {
  var target: FuzzTarget
  var name: String
  var path: String { "fuzz/\(target)/\(name)" }
  var testDescription: String { path }

  static let all: [FuzzInputFile] = FuzzTarget.allCases.flatMap { target in
    let folder = Fixture.folder.appending(path: "fuzz/\(target)").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { FuzzInputFile(target: target, name: $0) }
  }
}

struct ReplayTests {
  @Test(arguments: FuzzInputFile.all)
  func nothingIsWrong(_ file: FuzzInputFile) throws {
    #expect(file.target.run(try Fixture.bytes(file.path)) == nil)
  }

  @Test(arguments: FuzzTarget.allCases)
  func nothingIsWrongWithLittle(_ target: FuzzTarget) {
    #expect(target.run([]) == nil)
    for byte in UInt8.min ... .max { #expect(target.run([byte]) == nil) }
  }
}
