import Bytes
import Capture
import Packets
import Testing

struct FileSourceTests {
  typealias Make = CaptureBytes
  typealias Packet = CaptureBytes.Packet

  static let packets = [
    Packet(seconds: 1_400_000_000, fraction: 1, bytes: [1, 2, 3], wireLength: 1500),
    Packet(seconds: 1_400_000_001, fraction: 999_999, bytes: []),
    Packet(seconds: 1_400_000_000, fraction: 500_000, bytes: [UInt8](repeating: 7, count: 60)),
  ]

  struct Read: Equatable {
    var records: [PacketRecord] = []
    var bytes: [[UInt8]] = []
    var info: InputInfo
  }

  static func read(_ file: [UInt8], filter: String? = nil) throws -> Read {
    try CaptureBytes.withFile(file) { path in
      let source = try FileSource(path: path, filter: filter)
      var result = Read(info: source.info)
      try source.forEach { record, bytes in
        result.records.append(record)
        result.bytes.append(bytes.array())
      }
      #expect(try source.next() == nil)
      #expect(source.withBytes { $0.byteCount } == 0)
      result.info = source.info
      return result
    }
  }

  @Test(arguments: [false, true], [false, true])
  func readsPcap(nanoseconds: Bool, bigEndian: Bool) throws {
    let file = Make.pcap(Self.packets, nanoseconds: nanoseconds, bigEndian: bigEndian)
    let result = try Self.read(file)
    #expect(result.bytes == Self.packets.map(\.bytes))
    #expect(result.records.map(\.number) == [1, 2, 3])
    #expect(result.records.map(\.wireLength) == [1500, 0, 60])
    #expect(result.records.map(\.capturedLength) == [3, 0, 60])
    #expect(result.records.allSatisfy { $0.linkType == .ethernet })
    let unit: Int64 = nanoseconds ? 1 : 1000
    #expect(result.records[0].time.nanoseconds == 1_400_000_000_000_000_000 + unit)
    #expect(result.records[1].time.nanoseconds == 1_400_000_001_000_000_000 + 999_999 * unit)
    #expect(result.info.fractionDigits == (nanoseconds ? 9 : 6))
    #expect(result.info.format == .pcap)
    #expect(result.info.packets == 3 && result.info.bytes == 63)
    #expect(result.info.firstTime == result.records[0].time)
    #expect(result.info.lastTime == result.records[1].time)
    #expect(result.info.interfaces == [InterfaceInfo(linkType: "EN10MB", snaplen: 65535)])
    #expect(result.info.damage.isEmpty)
  }

  /// Packets that are given together are neighbours whose times do not go back, and all that there are.
  @Test(arguments: [false, true], [nil, "len <= 40"])
  func givesRows(isPcapng: Bool, filter: String?) throws {
    let packets = (0..<1000).map { number in
      Packet(
        seconds: 1_400_000_000 + UInt32(number % 300), fraction: UInt32(number % 7 * 10),
        bytes: [UInt8](repeating: UInt8(number % 251), count: number % 50))
    }
    let file = isPcapng ? Make.pcapng(packets) : Make.pcap(packets)
    try CaptureBytes.withFile(file) { path in
      let source = try FileSource(path: path, filter: filter)
      var numbers: [Int] = []
      var rows = 0
      let end = Timestamp(nanoseconds: .max)
      let last = try source.forEachRow(until: end, of: 3) { input, row, block in
        rows += 1
        #expect(input == 3)
        var time = Timestamp(nanoseconds: .min)
        for index in row.indices {
          let record = row[index].record
          let bytes = block.extracting(row[index].range).array()
          #expect(bytes == packets[record.number - 1].bytes)
          #expect(record.time >= time)
          time = record.time
          numbers.append(record.number)
        }
      }
      #expect(last == nil)
      let wanted = (1...1000).filter { filter == nil || ($0 - 1) % 50 <= 40 }
      #expect(numbers == wanted && rows < 1000)
      #expect(source.info.packets == 1000)
      #expect(source.info.bytes == packets.reduce(0) { $0 + $1.bytes.count })
      #expect(source.info.lastTime?.nanoseconds == 1_400_000_299_000_050_000)
    }
  }

  @Test(arguments: [6, 9] as [UInt8])
  func readsPcapng(resolution: UInt8) throws {
    let result = try Self.read(Make.pcapng(Self.packets, resolution: resolution))
    #expect(result.bytes == Self.packets.map(\.bytes))
    #expect(result.records.map(\.wireLength) == [1500, 0, 60])
    #expect(result.info.format == .pcapng)
    #expect(result.info.fractionDigits == Int(resolution))
    #expect(result.info.damage.isEmpty)
  }

  @Test func timesAreUnsigned() throws {
    let result = try Self.read(Make.pcap([Packet(seconds: 4_000_000_000, bytes: [1])]))
    #expect(result.records[0].time.nanoseconds == 4_000_000_000_000_000_000)
  }

  @Test(arguments: [(0, "NULL"), (1, "EN10MB"), (101, "RAW"), (108, "LOOP"), (228, "IPV4")])
  func linkTypesAreThoseOfFiles(number: UInt32, name: String) throws {
    let result = try Self.read(Make.pcap([Packet(seconds: 1, bytes: [1])], linkType: number))
    #expect(result.records[0].linkType.rawValue == number)
    #expect(result.info.interfaces[0].linkType == name)
  }

  /// A file may end anywhere: what is whole is given, and the damage says where it begins.
  @Test(arguments: [false, true])
  func cutAnywhere(isPcapng: Bool) throws {
    let file = isPcapng ? Make.pcapng(Self.packets) : Make.pcap(Self.packets)
    // Where each packet's record ends.
    let starts = (0...3).map { count in
      let part = Array(Self.packets[..<count])
      return isPcapng ? Make.pcapng(part).count : Make.pcap(part).count
    }
    for length in starts[0]...file.count {
      let result = try Self.read(Array(file[..<length]))
      let whole = starts.lastIndex { $0 <= length } ?? 0
      #expect(result.records.count == whole)
      #expect(result.info.packets == whole)
      if starts[whole] == length {
        #expect(result.info.damage.isEmpty)
      } else {
        #expect(result.info.damage.map(\.offset) == [starts[whole]])
        #expect(result.info.damage.map(\.lost) == [length - starts[whole]])
        #expect(result.info.damage.allSatisfy { $0.reason.contains("truncated") })
      }
    }
    // A pcapng file is one once its section has begun.
    for length in 0..<(isPcapng ? 28 : 24) {
      #expect(throws: CaptureError.self) { try Self.read(Array(file[..<length])) }
    }
  }

  @Test func offsetOfDamageHoldsBeyondTheSnaplen() throws {
    var file = Make.pcap(
      [Packet(seconds: 1, bytes: [UInt8](repeating: 1, count: 100))], snaplen: 40)
    let end = file.count
    file += [1, 2, 3]
    let result = try Self.read(file)
    #expect(result.info.damage.map(\.offset) == [end])
    #expect(result.info.damage.map(\.lost) == [3])
  }

  @Test func aLengthThatLiesIsDamage() throws {
    var file = Make.pcap(Array(Self.packets[..<1]))
    let end = file.count
    file += Make.uint32(1) + Make.uint32(0) + Make.uint32(0xFFFF_FFF0) + Make.uint32(60)
    let result = try Self.read(file)
    #expect(result.records.count == 1)
    #expect(result.info.damage.map(\.offset) == [end])
    #expect(result.info.damage.map(\.lost) == [16])
  }

  @Test func aFileWithoutPacketsIsWhole() throws {
    let result = try Self.read(Make.pcap([]))
    #expect(result.records.isEmpty && result.info.damage.isEmpty)
    #expect(result.info.firstTime == nil)
  }

  @Test func aFilterKeepsTheNumbers() throws {
    let result = try Self.read(Make.pcap(Self.packets), filter: "greater 61 or less 0")
    #expect(result.records.map(\.number) == [1, 2])
    #expect(result.info.packets == 3)
  }
}
