import Capture
import Foundation
import Live
import Packets
import Testing

/// Files of packets: all that was handed on is in them, in order, however they are cut.
struct PacketWriterTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func writer(_ name: String, _ policy: RotationPolicy = RotationPolicy()) throws
    -> PacketWriter
  {
    let encoder = PcapngEncoder(
      interface: "eth0", linkType: .ethernet, snaplen: 262_144, filter: nil, application: "test")
    return try PacketWriter(
      path: folder.appending(path: name).path, encoder: encoder, policy: policy,
      now: Timestamp(seconds: 1_400_000_000, nanoseconds: 0))
  }

  /// Packets a millisecond apart, each with its number as its length.
  private func append(_ numbers: Range<Int>, to writer: PacketWriter) {
    for number in numbers {
      let data = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: number)
      let record = PacketRecord(
        number: number,
        time: Timestamp(seconds: 1_400_000_000, nanoseconds: Int64(number) * 1_000_000),
        linkType: .ethernet, capturedLength: number, wireLength: number)
      writer.append(record, data.span.bytes, CaptureCounts())
    }
  }

  private var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  private func lengths(_ name: String) throws -> [Int] {
    let source = try FileSource(path: folder.appending(path: name).path)
    var lengths: [Int] = []
    try source.forEach { record, _ in lengths.append(record.capturedLength) }
    #expect(source.info.damage.isEmpty)
    return lengths
  }

  @Test func oneFileHoldsAll() throws {
    let writer = try writer("a.pcapng")
    append(0..<1500, to: writer)
    #expect(writer.finish(CaptureCounts()) == nil)
    #expect(names == ["a.pcapng"])
    #expect(try lengths("a.pcapng") == Array(0..<1500))
    try FileManager.default.removeItem(at: folder)
  }

  @Test func filesAreCutBySize() throws {
    var policy = RotationPolicy()
    policy.size = 100_000
    let writer = try writer("a.pcapng", policy)
    append(0..<1000, to: writer)
    #expect(writer.finish(CaptureCounts()) == nil)
    #expect(names.count > 4)
    #expect(names.first == "a_00001_20140513T165320Z.pcapng")
    #expect(try names.flatMap { try lengths($0) } == Array(0..<1000))
    for name in names {
      let size = try Data(contentsOf: folder.appending(path: name)).count
      #expect(size <= 100_000 + 256)
    }
    try FileManager.default.removeItem(at: folder)
  }

  @Test func filesAreCutByTimeAndOnlyTheNewestKept() throws {
    var policy = RotationPolicy()
    policy.time = 100_000_000
    policy.kept = 2
    let writer = try writer("a.pcapng", policy)
    for start in stride(from: 0, to: 500, by: 10) {
      append(start..<(start + 10), to: writer)
      writer.flush(CaptureCounts())
    }
    #expect(writer.finish(CaptureCounts()) == nil)
    #expect(names.count == 2)
    #expect(try names.flatMap { try lengths($0) } == Array(300..<500))
    try FileManager.default.removeItem(at: folder)
  }

  @Test(arguments: [false, true])
  func aFileIsOpenedAgain(isMoved: Bool) throws {
    let writer = try writer("a.pcapng")
    append(0..<10, to: writer)
    writer.flush(CaptureCounts())
    let path = folder.appending(path: "a.pcapng")
    if isMoved {
      // The writer has it open, wherever it is.
      try FileManager.default.moveItem(at: path, to: folder.appending(path: "old.pcapng"))
    }
    writer.reopen(now: Timestamp(nanoseconds: 0), CaptureCounts())
    append(10..<20, to: writer)
    #expect(writer.finish(CaptureCounts()) == nil)
    if isMoved { #expect(try lengths("old.pcapng") == Array(0..<10)) }
    #expect(try lengths("a.pcapng") == Array(isMoved ? 10..<20 : 0..<20))
    try FileManager.default.removeItem(at: folder)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full"))
  func aFullDiskEndsWritingOnly() throws {
    let encoder = PcapngEncoder(
      interface: "eth0", linkType: .ethernet, snaplen: 0, filter: nil, application: "test")
    #expect(throws: PacketWriter.CannotOpen.self) {
      try PacketWriter(
        path: "/dev/full", encoder: encoder, policy: RotationPolicy(),
        now: Timestamp(nanoseconds: 0))
    }
    #expect(throws: PacketWriter.CannotOpen.self) {
      try PacketWriter(
        path: folder.appending(path: "none/a.pcapng").path, encoder: encoder,
        policy: RotationPolicy(), now: Timestamp(nanoseconds: 0))
    }
    try FileManager.default.removeItem(at: folder)
  }

  @Test func aFileThatDisappearsUnderSizeLimitIsSaid() throws {
    // The next file cannot be begun where its folder is gone.
    var policy = RotationPolicy()
    policy.size = 10_000
    let writer = try writer("a.pcapng", policy)
    try FileManager.default.removeItem(at: folder)
    append(0..<2000, to: writer)
    #expect(writer.finish(CaptureCounts()) != nil)
  }

  static let names: [(path: String, number: Int, expected: String)] = [
    ("/tmp/cap.pcapng", 1, "/tmp/cap_00001_20140513T165320Z.pcapng"),
    ("cap", 123_456, "cap_123456_20140513T165320Z"),
    ("a.b/c", 2, "a.b/c_00002_20140513T165320Z"),
    (".hidden", 3, ".hidden_00003_20140513T165320Z"),
  ]

  @Test(arguments: names)
  func filesOfASeriesSortByName(row: (path: String, number: Int, expected: String)) {
    var policy = RotationPolicy()
    let time = Timestamp(seconds: 1_400_000_000, nanoseconds: 0)
    #expect(policy.path(row.path, number: row.number, time: time) == row.path)
    policy.size = 1
    #expect(policy.path(row.path, number: row.number, time: time) == row.expected)
  }
}
