import Rules
import Transactions
import Analysis
import Capture
import Foundation
import Packets
import Reports
import TestSupport
import Testing

/// Captures with findings as comments on their packets.
@Suite struct AnnotationTests {
  private static func annotated(_ fixture: String) throws -> (Report, [UInt8]) {
    let path = "\(fixture)/capture.pcap"
    let report = try report(ofFixture: path)
    let comments = PacketComments(report)
    var writer = PcapngWriter()
    let source = try FileSource(path: Fixture.folder.appending(path: path).path)
    try source.forEach { record, bytes in
      writer.append(record, bytes, input: 0, comments: comments.on(record.number, input: 0))
    }
    return (report, writer.take())
  }

  @Test(arguments: ["deepc", "changed-without-if-range", "server-killed"])
  func isReadAsTheSamePackets(_ fixture: String) throws {
    let (_, bytes) = try Self.annotated(fixture)
    try Program.withTemporaryFolder { folder in
      let file = folder.appending(path: "annotated.pcapng")
      try Data(bytes).write(to: file)
      let copy = try FileSource(path: file.path)
      let original = try FileSource(
        path: Fixture.folder.appending(path: "\(fixture)/capture.pcap").path)
      while let record = try original.next() {
        let other = try #require(try copy.next())
        #expect(other == record)
        let same = original.withBytes { bytes in
          copy.withBytes { other in
            bytes.withUnsafeBytes { a in other.withUnsafeBytes { b in a.elementsEqual(b) } }
          }
        }
        #expect(same)
      }
      #expect(try copy.next() == nil)
      #expect(copy.info.format == .pcapng)
      #expect(copy.info.damage.isEmpty)
    }
  }

  @Test func commentsAreThoseThatWiresharkShows() throws {
    guard let tshark = Program.path(of: "tshark") else {
      print("skipped: there is no tshark")
      return
    }
    let (report, bytes) = try Self.annotated("changed-without-if-range")
    try Program.withTemporaryFolder { folder in
      let file = folder.appending(path: "annotated.pcapng")
      try Data(bytes).write(to: file)
      let outcome = try Program.run(
        tshark,
        [
          "-n", "-r", file.path, "-Y", "frame.comment", "-T", "fields", "-e", "frame.number",
          "-e", "frame.comment",
        ])
      let frames = Set(report.findings.flatMap { $0.frames.map(\.first) })
      let shown = outcome.output.split(separator: "\n")
        .compactMap { $0.split(separator: "\t").first.flatMap { Int($0) } }
      #expect(Set(shown) == frames)
      #expect(outcome.output.contains("rangescope: error [download-mixed]"))
    }
  }
}
