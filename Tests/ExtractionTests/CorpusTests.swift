import Extraction
import Foundation
import Testing
import TestSupport

/// Files of which others know the digest, where their captures are at hand.
struct CorpusTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var capture: String
    var name: String
    var size: Int?
    var sha256: String
    var testDescription: String { "\(capture) \(name)" }
  }

  private struct Truth: Decodable {
    struct Outcome: Decodable {
      var path: String?
      var size: Int?
      var sha256: String?
    }
    var capture: String?
    var snaplen: Int?
    var client_outcomes: [Outcome]?
    var resources: [Outcome]
  }

  /// Every digest that a truth holds of a file, but where the capture keeps only packets' beginnings.
  static let rows: [Row] = {
    guard let corpus = Fixture.sharedCorpus else { return [] }
    var rows: [Row] = []
    for folder in ["lab", "ranges"] {
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: corpus.appending(path: folder).path)
      for name in (names ?? []).sorted() where name.hasSuffix(".truth.json") {
        guard let data = try? Data(contentsOf: corpus.appending(path: "\(folder)/\(name)")),
          let truth = try? JSONDecoder().decode(Truth.self, from: data), (truth.snaplen ?? 0) == 0
        else { continue }
        let stem = name.dropLast(".truth.json".count)
        guard let capture = names?.first(where: { $0.hasPrefix("\(stem).pcap") }) else { continue }
        for outcome in (truth.client_outcomes ?? []) + truth.resources {
          guard let sha256 = outcome.sha256 else { continue }
          rows.append(
            Row(
              capture: "\(folder)/\(capture)", name: outcome.path ?? "", size: outcome.size,
              sha256: sha256))
        }
      }
    }
    return rows
  }()

  /// A client that gave up has the beginning of one version; one that joined two has that.
  @Test(.enabled("the shared corpus is not here") { !rows.isEmpty }, arguments: rows)
  func givesWhatTheClientHas(row: Row) throws {
    var options = ExtractionOptions()
    options.joins = true
    let path = try #require(Fixture.sharedCorpus).appending(path: row.capture).path
    let extraction = try Extraction(path: path, options: options)
    let isThere = try extraction.files.contains { file in
      if let sha256 = file.sha256 { return hexadecimal(sha256) == row.sha256 }
      guard let size = row.size, size > 0, size < file.plan.length,
        let first = file.present.first, first.lowerBound == 0, first.upperBound >= size
      else { return false }
      let bytes = try extraction.contents(file.plan.name.text)
      return sha256(bytes[..<size]) == row.sha256
    }
    #expect(isThere, "\(extraction.files.map { ($0.plan.name.text, $0.presentBytes) })")
  }

  @Test(.enabled("the shared corpus is not here") { !rows.isEmpty })
  func thereAreManyOfThem() { #expect(Self.rows.count >= 24) }
}
