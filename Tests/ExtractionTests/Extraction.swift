import Analysis
import Bytes
import Capture
import Extraction
import Forge
import Foundation
import Packets

/// A folder that is there as long as it is held.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "rangescope-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }
}

/// What the command does, without the command: both readings of a capture, and the files.
struct Extraction {
  let folder: TemporaryFolder
  let plan: ExtractionPlan
  let files: [ExtractedFile]

  /// The directory that was written to; its folder holds nothing else.
  var output: URL { folder.url.appending(path: "out") }

  init(
    _ capture: ForgedCapture, options: ExtractionOptions = ExtractionOptions(),
    overwriting: Bool = false, in folder: TemporaryFolder? = nil
  ) throws {
    let source = try TemporaryFolder()
    let path = source.url.appending(path: "capture.pcap").path
    try Data(capture.pcap()).write(to: URL(filePath: path))
    try self.init(path: path, options: options, overwriting: overwriting, in: folder)
  }

  init(
    path: String, options: ExtractionOptions = ExtractionOptions(), overwriting: Bool = false,
    in folder: TemporaryFolder? = nil
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    self.folder = folder
    let first = try FileSource(path: path)
    var analyzer = Analyzer()
    try first.forEach { analyzer.receive($1, $0, input: 0) }
    let plan = ExtractionPlan(analyzer.finish(inputs: [first.info]), options: options)
    self.plan = plan
    let directory = try OutputDirectory(path: folder.url.appending(path: "out").path)
    let extractor = try Extractor(plan, in: directory, options: options)
    var again = Analyzer(sink: extractor.placer)
    try FileSource(path: path).forEach { again.receive($1, $0, input: 0) }
    again.finishContent()
    files = try plan.files.indices.map { try extractor.finish($0) }
    try extractor.publish(overwriting: overwriting)
  }

  func contents(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: output.appending(path: name)))
  }

  /// The names of all that is in the directory, in order.
  ///
  /// Made in vain, it is not there any more.
  func names() throws -> [String] {
    guard FileManager.default.fileExists(atPath: output.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: output.path).sorted()
  }
}

extension ForgedCapture {
  /// Connections of one client with one server, one after the other.
  static func of(
    _ connections: [[ForgedExchange]], faults: [[FaultRule]] = [], isAtOnce: Bool = false
  ) -> ForgedCapture {
    ForgedCapture(
      connections: connections.enumerated().map { index, exchanges in
        ForgedConnection(
          client: Endpoint(stringLiteral: "192.0.2.1:\(40_000 + index)"), server: "192.0.2.10:80",
          start: .milliseconds(isAtOnce ? index : index * 10_000), exchanges: exchanges,
          faults: faults.indices.contains(index) ? faults[index] : [])
      })
  }
}
