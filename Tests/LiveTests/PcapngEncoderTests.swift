import Capture
import Foundation
import Live
import Packets
import Testing

/// What is written is what the reader reads.
struct PcapngEncoderTests {
  private static let encoder = PcapngEncoder(
    interface: "eth0", linkType: .ethernet, snaplen: 96, filter: "tcp port 80",
    application: "test 1")

  private func file(_ bytes: [UInt8]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try Data(bytes).write(to: URL(filePath: path))
    return path
  }

  @Test(arguments: [0, 1, 2, 3, 4, 60, 1514])
  func packetsComeBack(length: Int) throws {
    let data = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
    var bytes = Self.encoder.header
    var counts = CaptureCounts()
    counts.received = 9
    counts.dropped = 4
    counts.droppedByInterface = 1
    let times = (0..<3).map { Timestamp(nanoseconds: 1_700_000_000_123_456_789 + $0) }
    for (index, time) in times.enumerated() {
      var record = PacketRecord(
        number: 0, time: time, linkType: .ethernet, capturedLength: length, wireLength: length + 7)
      record.droppedBefore = index == 1 ? 5 : 0
      Self.encoder.append(record, data.span.bytes, to: &bytes)
    }
    bytes += Self.encoder.statistics(counts, times: times[0]...times[2])
    let path = try file(bytes)
    defer { try? FileManager.default.removeItem(atPath: path) }

    let source = try FileSource(path: path)
    var records: [PacketRecord] = []
    try source.forEach { record, packet in
      records.append(record)
      #expect(
        (0..<packet.byteCount).map { packet.unsafeLoad(fromByteOffset: $0, as: UInt8.self) } == data
      )
    }
    #expect(records.map(\.time) == times)
    #expect(records.map(\.wireLength) == [length + 7, length + 7, length + 7])
    #expect(records.map(\.droppedBefore) == [0, 5, 0])
    #expect(source.info.damage.isEmpty)
    #expect(source.info.fractionDigits == 9)
    #expect(
      source.info.interfaces == [
        InterfaceInfo(name: "eth0", linkType: "EN10MB", snaplen: 96, received: 9, dropped: 5)
      ])
  }
}
