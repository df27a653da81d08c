@testable import Capture
import Foundation
import Packets
import TestSupport
import Testing

/// Captures that others made, held against what other readers say of them.
struct CorpusTests {
  static let captures: [String] = {
    let folders = [Fixture.folder] + (Fixture.sharedCorpus.map { [$0] } ?? [])
    if Fixture.sharedCorpus == nil { print("skipped: ../shared/corpus is not there") }
    return folders.flatMap { folder in
      let all = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
      return (all ?? []).filter { $0.contains(".pcap") || $0.hasSuffix(".cap") }.sorted()
        .map { folder.appending(path: $0).path }
    }
  }()

  /// Wherever libpcap reads, we read the same.
  @Test(arguments: captures)
  func givesWhatLibpcapGives(path: String) throws {
    guard let oracle = PcapOracle(path: path) else { return }
    let contents = try CaptureContents(path: path)
    if oracle.isWhole {
      #expect(contents.packets.count == oracle.packets.count)
      #expect(contents.info.damage.isEmpty)
    }
    // Where libpcap stops at damage, the packet before may be part of it.
    let damage = contents.info.damage.first?.offset ?? .max
    var offset = 0
    for (index, other) in oracle.packets.enumerated() where index < contents.packets.count {
      offset += 16 + other.bytes.count
      if offset >= damage { break }
      let record = contents.records[index]
      #expect(record.linkType.dlt == oracle.dlt)
      #expect(record.wireLength == other.wireLength)
      #expect(contents.packets[index].starts(with: other.bytes))
      if other.bytes.count != oracle.snaplen {
        #expect(contents.packets[index].count == other.bytes.count)
      }
      guard let time = other.nanoseconds else { continue }
      // libpcap lets a time that is beyond our bounds overflow.
      #expect(record.time.nanoseconds == time || record.time.nanoseconds == .max)
    }
  }

  struct Truth: CustomTestStringConvertible {
    var path: String
    var packets: Int
    /// How many packets tshark numbered, blocks that are none included.
    var frames: Int
    var isWhole: Bool
    var testDescription: String { path }
  }

  static let truths: [Truth] = {
    guard let corpus = Fixture.sharedCorpus else { return [] }
    return ["formats", "bad"].flatMap { folder -> [Truth] in
      let table = try? String(
        contentsOf: corpus.appending(path: "\(folder)/TRUTH.tsv"), encoding: .utf8)
      return (table ?? "").split(separator: "\n").dropFirst().map { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        let frames = Int(fields[6]) ?? 0
        return Truth(
          path: corpus.appending(path: "\(folder)/\(fields[0])").path,
          packets: Int(fields[4]) ?? frames, frames: frames, isWhole: fields[7] == "0")
      }
    }
  }()

  @Test(arguments: truths)
  func givesWhatTsharkGives(_ truth: Truth) throws {
    guard let contents = try? CaptureContents(path: truth.path) else {
      #expect(!truth.isWhole && truth.frames == 0)
      return
    }
    #expect(contents.info.damage.isEmpty == truth.isWhole)
    if truth.isWhole {
      #expect(contents.info.packets == truth.packets)
      #expect((contents.records.last?.number ?? 0) <= truth.frames)
    } else {
      // What is found behind the damage comes on top. Of this file tshark gives two packets that are
      // none: the first takes in the header of the second, which is whole, and which we give.
      let fewer = truth.path.hasSuffix("/sv_bug-6875-01.pcap") ? 1 : 0
      #expect(contents.info.packets >= truth.packets - fewer)
    }
  }

  static let expectations: [String] = {
    guard let folder = Fixture.sharedCorpus?.appending(path: "formats/expected") else { return [] }
    return (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.sorted() ?? []
  }()

  /// The makers of these files say of which blocks they are.
  @Test(arguments: expectations)
  func findsTheBlocks(name: String) throws {
    let formats = try #require(Fixture.sharedCorpus).appending(path: "formats")
    let text = try String(contentsOf: formats.appending(path: "expected/\(name)"), encoding: .utf8)
    func count(_ block: String) -> Int {
      let line = text.split(separator: "\n").first { $0.hasPrefix("\t\(block): ") }
      return line.flatMap { Int($0.dropFirst(block.count + 3)) } ?? 0
    }
    let file = name.replacing(".txt", with: ".pcapng")
    let source = try FileSource(path: formats.appending(path: file).path)
    var last = 0
    try source.forEach { record, _ in last = record.number }
    let packets = count("EPB") + count("SPB") + count("PB")
    #expect(source.info.packets == packets)
    #expect(source.info.interfaces.count == count("IDB"))
    #expect(source.secrets.count == count("DSB"))
    #expect(source.nameResolution.count == count("NRB"))
    #expect(last <= packets + count("CB") + count("DCB") + count("SJE"))
    #expect(source.info.damage.isEmpty)
  }
}
