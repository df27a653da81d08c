import Analysis
import Capture
import Forge
import Foundation
import Packets
import Reports
import Streams
import TestSupport
import Testing
import Workers

/// Several analyzers, each given all packets, make of them the report that one makes.
@Suite struct SharesTests {
  private static let fixtures: [String] = {
    let files = FileManager.default.enumerator(at: Fixture.folder, includingPropertiesForKeys: nil)
    let paths = (files?.allObjects ?? []).compactMap { ($0 as? URL)?.path }
    return paths.filter { $0.hasSuffix(".pcap") || $0.hasSuffix(".pcapng") }.sorted()
  }()

  /// The reports by one and by `count` analyzers, in a form that holds all; `nil` where several cannot
  /// tell.
  ///
  /// Those of several keep exchanges in few octets, but where `packs` says so otherwise.
  private func reports(
    _ paths: [String], _ count: Int, _ limits: StreamLimits = StreamLimits(), packs: Bool = true
  ) throws -> (one: [UInt8], several: [UInt8]?) {
    var options = AnalyzerOptions()
    options.limits = limits
    let sources = try paths.map { try FileSource(path: $0) }
    var single = Analyzer(options: options)
    // One by one here, together below.
    try MergedSource(sources).forEach { input, record, bytes in
      single.receive(bytes, record, input: input)
    }
    let inputs = sources.map(\.info)
    let one = single.finish(inputs: inputs)
    options.workers = Workers(count)
    options.held = packs ? 0 : .max
    let shares = try (0..<count).map { number in
      var analyzer = Analyzer(options: options, share: FlowShare(number, of: count))
      let sources = try paths.map { try FileSource(path: $0) }
      try MergedSource(sources).forEachRow { input, packets, bytes in
        analyzer.receive(packets, bytes, input: input)
      }
      return analyzer.finishShare()
    }
    let several = Analyzer.finish(shares, inputs: inputs, options: options)
    return (Self.bytes(one, .one), several.map { Self.bytes($0, options.workers) })
  }

  private static func bytes(_ report: Report, _ workers: Workers) -> [UInt8] {
    var options = ReportOptions()
    options.workers = workers
    options.headers = .all
    return [.json, .ndjson, .text].flatMap { (format: ReportFormat) in
      format.bytes(report, options: options)
    }
  }

  private func inFiles(_ captures: [ForgedCapture], _ body: ([String]) throws -> Void) throws {
    try Program.withTemporaryFolder { folder in
      let paths = captures.indices.map { folder.appending(path: "\($0).pcap").path }
      for (capture, path) in zip(captures, paths) { try capture.write(toFile: path) }
      try body(paths)
    }
  }

  @Test(arguments: fixtures) func fixturesAreToldTheSame(_ path: String) throws {
    for (count, packs) in [(1, true), (2, true), (5, false)] {
      let (one, several) = try reports([path], count, packs: packs)
      #expect(several == one)
    }
  }

  // By their names, as a test's arguments are printed: a capture has megabytes of text.
  @Test(arguments: ["small", "lossy"], [2, 3, 7])
  func manyConnectionsAreToldTheSame(_ name: String, _ count: Int) throws {
    let capture =
      name == "small" ? Scenario.small(exchanges: 2000) : Scenario.lossy(size: 3_000_000)
    try inFiles([capture]) { paths in
      let (one, several) = try reports(paths, count)
      #expect(several == one)
    }
  }

  @Test func aRotatedSeriesAndTwoCapturePointsAreToldTheSame() throws {
    let whole = Scenario.lossy(size: 2_000_000)
    let packets = whole.packets().count
    let parts = [0..<packets / 3, packets / 3..<packets / 2, packets / 2..<packets].map { range in
      var part = whole
      part.kept = range
      return part
    }
    try inFiles([parts[1], parts[0], parts[2], whole]) { paths in
      let (one, several) = try reports(paths, 3)
      #expect(several == one)
    }
  }

  @Test func whereABoundIsReachedSeveralCannotTell() throws {
    try inFiles([Scenario.lossy(size: 2_000_000)]) { paths in
      for change: (inout StreamLimits) -> Void in [
        { $0.connections = 40 }, { $0.bytesInAll = 2_000 }, { $0.endpointsKept = 40 },
      ] {
        var limits = StreamLimits()
        change(&limits)
        #expect(try reports(paths, 2, limits).several == nil)
      }
      var limits = StreamLimits()
      limits.bytesPerDirection = 2_000
      let (one, several) = try reports(paths, 2, limits)
      #expect(several == one)
      #expect(one.contains("held-bytes-per-direction"))
    }
  }
}

extension [UInt8] {
  fileprivate func contains(_ text: String) -> Bool {
    String(decoding: self, as: UTF8.self).contains(text)
  }
}
