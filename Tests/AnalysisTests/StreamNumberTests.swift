import Capture
import Foundation
import Packets
import Streams
import TestSupport
import Testing

/// Notes which stream each pair of ends has at the moment.
private struct StreamNotes: StreamConsumer {
  var streams: [Set<Endpoint>: Int] = [:]

  mutating func begin(_ slot: Int, _ start: ConnectionStart) {
    streams[[start.first, start.second]] = start.stream
  }
  mutating func receive(_ slot: Int, _ bytes: RawSpan, _ data: StreamData) {}
  mutating func pass(_ slot: Int, _ gap: StreamGap) {}
  mutating func fill(_ slot: Int, _ side: Side, _ range: Range<Int>, _ frame: Frame) {}
  mutating func close(_ slot: Int, _ side: Side, _ end: StreamEnd, _ frame: Frame) {}
  mutating func end(_ slot: Int, _ ending: ConnectionEnding) {}
}

/// Connections have the numbers that tshark gives them.
struct StreamNumberTests {
  static let tshark = ["/usr/bin/tshark", "/usr/local/bin/tshark", "/opt/homebrew/bin/tshark"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  static let captures: [String] = ["lab", "ranges", "tcp"].flatMap { folder -> [String] in
    guard let root = Fixture.sharedCorpus?.appending(path: folder) else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    return names.filter { $0.contains(".pcap") || $0.hasSuffix(".cap") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  /// Where tshark differs for a reason; not every version has each.
  static let differences: [String: Comment] = [
    "tcp/arkime_tcp-reassembly-synthetic.pcap":
      "tshark before 4.2 goes on with a conversation at a SYN with the same number after a FIN",
    "tcp/sv_firewall_tcp-session-decode-malformed-ipv4.pcap":
      "tshark gives a packet up at a malformed IP option; we skip options",
  ]

  /// tshark's number of each packet that has exactly one.
  private func expected(_ path: String) throws -> [Int: Int] {
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.tshark))
    process.arguments = [
      "-n", "-r", path, "-T", "fields", "-e", "frame.number", "-e", "tcp.stream",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var numbers: [Int: Int] = [:]
    for line in output.split(separator: "\n") {
      let fields = line.split(separator: "\t")
      guard fields.count == 2, let frame = Int(fields[0]) else { continue }
      numbers[frame] = Int(fields[1])
    }
    return numbers
  }

  @Test(
    .enabled("tshark and the shared corpus are not here") { tshark != nil && !captures.isEmpty },
    arguments: captures)
  func connectionsAreNumberedAsInWireshark(_ capture: String) throws {
    let path = try #require(Fixture.sharedCorpus).appending(path: capture).path
    let expected = try expected(path)
    guard let source = try? FileSource(path: path) else { return }
    var decoder = PacketDecoder()
    var reassembler = Reassembler()
    var notes = StreamNotes()
    var different: [String] = []
    try source.forEach { record, bytes in
      guard
        let segment = decoder.decode(
          bytes, linkType: record.linkType, wireLength: record.wireLength,
          time: record.time)
      else { return }
      let frame = Frame(input: 0, number: record.number, time: record.time)
      reassembler.receive(segment, bytes, frame, into: &notes)
      let told = notes.streams[[segment.source, segment.destination]]
      if told != expected[record.number] {
        different.append(
          "\(record.number): \(told ?? -1), not \(expected[record.number] ?? -1)")
      }
    }
    func compare() { #expect(different.isEmpty, "\(different.count): \(different.prefix(3))") }
    if let reason = Self.differences[capture] {
      withKnownIssue(reason, isIntermittent: true) { compare() }
    } else {
      compare()
    }
  }
}
