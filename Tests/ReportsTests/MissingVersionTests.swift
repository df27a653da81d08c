import Packets
import Phrases
import Ranges
import Testing

@testable import Reports

/// What is missing of one version may have come of another: it is said which one lacks it.
@Suite struct MissingVersionTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// What came of each version.
    var covered: [[Range<Int>]]
    /// For each the first that is one file with it.
    var mirrorOf: [Int]
    var last: Int?
    var said: String
  }

  static let rows = [
    Row(
      testDescription: "one version", covered: [[6..<10]], mirrorOf: [0], last: 0, said: "0-5"),
    Row(
      testDescription: "the second", covered: [[0..<6], [6..<10]], mirrorOf: [0, 1], last: 1,
      said: "0-5, of version 2"),
    Row(
      testDescription: "the first, again", covered: [[6..<10], [0..<6]], mirrorOf: [0, 1], last: 0,
      said: "0-5, of version 1"),
    Row(
      testDescription: "two that are one file", covered: [[0..<6], [6..<8], [8..<10]],
      mirrorOf: [0, 1, 1], last: 1, said: "0-5, of versions 2, 3"),
    Row(
      testDescription: "all are one file", covered: [[6..<8], [8..<10]], mirrorOf: [0, 0], last: 1,
      said: "0-5"),
    Row(
      testDescription: "nothing came of the other", covered: [[], [6..<10]], mirrorOf: [0, 1],
      last: 1, said: "0-5"),
    Row(testDescription: "no version", covered: [], mirrorOf: [], last: nil, said: "0-5"),
  ]

  @Test(arguments: rows)
  func saysWhichVersionLacksIt(_ row: Row) {
    var download = Download(id: 1, client: IPAddress(ipv4: 1), url: "http://h/f")
    download.versions = row.covered.map { covered in
      var version = Version()
      version.covered = covered
      return version
    }
    download.mirrorOf = row.mirrorOf
    download.lastVersion = row.last
    let said = download.missing([0..<6], limit: 6)
    #expect(said.description == row.said)
    let chinese = row.said.replacing(#/, of versions? /#, with: "，版本 ").replacing(", ", with: "，")
    #expect(Phrasebook(.zh)(said) == chinese)
  }
}
