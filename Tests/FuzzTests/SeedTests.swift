import Forge
import Foundation
import FuzzBodies
import Packets
import TestSupport
import Testing

/// What the fuzzers begin with: `RECORD=1 swift test --filter FuzzTests` writes it.
struct SeedTests {
  @Test(arguments: FuzzTarget.allCases)
  func seedsAreSmallAndWritten(_ target: FuzzTarget) throws {
    for (name, bytes) in Seeds.all(target) {
      try expectGolden(bytes, "fuzz/\(target)/\(name)")
    }
    let files = FuzzInputFile.all.filter { $0.target == target }
    #expect(files.count < 100)
    let count = try files.reduce(0) { $0 + (try Fixture.bytes($1.path).count) }
    #expect(count < 300_000)
  }
}

/// Small inputs of each target, made by Forge or by hand.
enum Seeds {
  static func all(_ target: FuzzTarget) -> [(String, [UInt8])] {
    let list: [[UInt8]] =
      switch target {
      case .reader: captures
      case .decoder: packets
      case .streams: streams
      case .http: messages
      case .fields: fields
      case .multipart: bodies
      case .pipeline: talks
      }
    return list.enumerated().map { ("seed-\($0.offset)", $0.element) }
  }

  /// A resumed download, of few bytes.
  static var download: ForgedCapture {
    let resource = ForgedExchange(
      ForgedRequest("GET", "/a", headers: ["Host: h", "Range: bytes=0-99"]),
      ForgedResponse(
        206, "Partial Content", headers: ["Content-Range: bytes 0-99/200", "ETag: \"a\""],
        body: .pattern(seed: 1, 0..<100)))
    let rest = ForgedExchange(
      ForgedRequest("GET", "/a", headers: ["Host: h", "Range: bytes=100-", "If-Range: \"a\""]),
      ForgedResponse(
        206, "Partial Content", headers: ["Content-Range: bytes 100-199/200", "ETag: \"a\""],
        framing: .chunked(ChunkedCoding()), body: .pattern(seed: 1, 100..<200)))
    return ForgedCapture(connections: [
      ForgedConnection(
        client: "10.0.0.1:1000", server: "10.0.0.2:80", exchanges: [resource, rest])
    ])
  }

  private static var captures: [[UInt8]] {
    let formats: [PcapFormat] = [
      PcapFormat(), PcapFormat(.microseconds, .big), PcapFormat(.nanoseconds, .little),
    ]
    var files = formats.map { format in
      var capture = download
      capture.format = format
      capture.kept = 0..<5
      return capture.pcap()
    }
    for link in [LinkLayer.raw, .null(.big), .loop] {
      var capture = download
      capture.link = link
      capture.snaplen = 70
      files.append(capture.pcap())
    }
    files += [pcapng(isBig: false), pcapng(isBig: true)]
    files.append(gzip(files[0]))
    files.append(Array("text".utf8))
    // A record that lost bytes was once believed at the end of a block.
    for length in [8, 30] {
      var damaged = files[0]
      damaged.removeSubrange(150..<150 + length)
      files.append(damaged)
    }
    return files
  }

  /// A section, an interface, a packet of each kind, and a block of no known type.
  private static func pcapng(isBig: Bool) -> [UInt8] {
    func word(_ value: UInt32) -> [UInt8] {
      let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
      return isBig ? bytes.reversed() : bytes
    }
    func halves(_ first: UInt16, _ second: UInt16) -> [UInt8] {
      word(isBig ? UInt32(first) << 16 | UInt32(second) : UInt32(second) << 16 | UInt32(first))
    }
    func block(_ type: UInt32, _ body: [UInt8]) -> [UInt8] {
      let length = word(UInt32(body.count + 12))
      return word(type) + length + body + length
    }
    let packet = download.packets()[3].bytes
    let data = packet + [UInt8](repeating: 0, count: (4 - packet.count % 4) % 4)
    let length = word(UInt32(packet.count))
    let end = word(0)
    return block(0x0A0D_0D0A, word(0x1A2B_3C4D) + halves(1, 0) + word(.max) + word(.max))
      + block(1, halves(1, 0) + word(0) + halves(9, 1) + [9, 0, 0, 0] + end)
      + block(6, word(0) + word(0x0004_F000) + word(0x1234_5678) + length + length + data)
      + block(3, length + data) + block(0x0BAD, word(1))
      + block(2, halves(0, 0) + word(0x0004_F000) + word(0) + length + length + data)
      + block(5, word(0) + word(0) + word(0) + end)
  }

  /// One stored block of DEFLATE.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt16(bytes.count)
    var table: [UInt32] = []
    for index in 0..<256 as Range<UInt32> {
      table.append((0..<8).reduce(index) { value, _ in value >> 1 ^ (value & 1) * 0xEDB8_8320 })
    }
    let checksum = ~bytes.reduce(UInt32.max) { table[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    func little(_ value: UInt32, _ size: Int) -> [UInt8] {
      (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + little(UInt32(count), 2)
      + little(UInt32(~count), 2) + bytes + little(checksum, 4) + little(UInt32(count), 4)
  }

  /// Behind its length, as the decoder's target has it.
  private static func counted(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
  }

  private static var packets: [[UInt8]] {
    var builder = PacketBuilder(
      from: "10.0.0.1:1000", to: "10.0.0.2:80", sequence: 1, acknowledgement: 2,
      payload: "GET / HTTP/1.1\r\n\r\n")
    builder.options = [2, 4, 5, 0xB4]
    let links: [(UInt8, LinkLayer)] = [
      (0, .ethernet()), (0, .ethernet(tags: [VLANTag(7)], padded: true)), (1, .null(.little)),
      (1, .null(.big)), (2, .loop), (20, .raw),
    ]
    var seeds = links.map { choice, link in
      builder.link = link
      return [choice] + counted(builder.bytes())
    }
    builder.link = .raw
    let inside = builder.bytes()
    // In what carries IP: PPP, cooked, HDLC, GRE, IP in IP, VXLAN and GENEVE over UDP.
    seeds.append([3] + counted([0xFF, 3, 0, 0x21] + inside))
    seeds.append([15] + counted([UInt8](repeating: 0, count: 14) + [8, 0] + inside))
    seeds.append([16] + counted([8, 0] + [UInt8](repeating: 0, count: 18) + inside))
    seeds.append([8] + counted([0x0F, 0, 8, 0] + inside))
    func outside(_ number: UInt8, _ content: [UInt8]) -> [UInt8] {
      let length = 20 + content.count
      return [0x45, 0, UInt8(length >> 8), UInt8(length & 0xFF), 0, 1, 0, 0, 64, number, 0, 0]
        + [10, 0, 0, 3, 10, 0, 0, 4] + content
    }
    seeds.append([20] + counted(outside(47, [0, 0, 8, 0] + inside)))
    seeds.append([20] + counted(outside(4, inside)))
    builder.link = .ethernet()
    let frame = builder.bytes()
    func datagram(_ port: UInt16, _ content: [UInt8]) -> [UInt8] {
      let length = 8 + content.count
      return outside(
        17,
        [0x30, 0x39, UInt8(port >> 8), UInt8(port & 0xFF), UInt8(length >> 8)]
          + [UInt8(length & 0xFF), 0, 0] + content)
    }
    seeds.append([20] + counted(datagram(4789, [8, 0, 0, 0, 0, 0, 7, 0] + frame)))
    seeds.append([20] + counted(datagram(6081, [0, 0, 0x65, 0x58, 0, 0, 7, 0] + frame)))
    let gtp: [UInt8] = [0x30, 0xFF, 0, UInt8(inside.count), 0, 0, 0, 1]
    seeds.append([20] + counted(datagram(2152, gtp + inside)))
    // 802.11, bare and behind radiotap, and MPLS, PPPoE and NFLOG.
    let wlan =
      [8, 1] + [UInt8](repeating: 0, count: 22) + [0xAA, 0xAA, 3, 0, 0, 0, 8, 0] + inside
    seeds.append([10] + counted(wlan))
    seeds.append([13] + counted([0, 0, 8, 0, 0, 0, 0, 0] + wlan))
    let addresses = [UInt8](repeating: 2, count: 12)
    seeds.append([0] + counted(addresses + [0x88, 0x47, 0, 1, 1, 64] + inside))
    let session: [UInt8] = [0x88, 0x64, 0x11, 0, 0, 1, 0, UInt8(inside.count + 2), 0, 0x21]
    seeds.append([0] + counted(addresses + session + inside))
    seeds.append([17] + counted([2, 0, 0, 0, UInt8(inside.count + 4), 0, 9, 0] + inside))
    // In pieces, the last first.
    builder.link = .raw
    builder.fragment = 0
    let pieces = builder.fragments(size: 24)
    seeds.append([20] + pieces.reversed().flatMap(counted))
    var six = PacketBuilder(
      from: "[2001:db8::1]:1000", to: "[2001:db8::2]:80", payload: "HTTP/1.1 200 OK\r\n\r\n")
    six.link = .raw
    six.extensions = [PacketBuilder.Extension(0), PacketBuilder.Extension(60)]
    seeds.append([22] + counted(six.bytes()))
    return seeds
  }

  /// Operations of the model, as its steps are numbered.
  private static var streams: [[UInt8]] {
    let opening: [UInt8] = [12 << 2 | 2, 12 << 2 | 1]
    let kinds: [UInt8] = [0, 1, 4, 8, 0x0C, 0x10, 0x14, 0x18, 0x1C, 0x20, 0x24, 0x28, 0x2C, 0x34]
    return (0..<24 as Range<UInt64>).map { seed in
      var generator = SeededGenerator(seed: seed)
      var bytes = [UInt8(seed & 1), UInt8.random(in: 0...15, using: &generator)] + opening
      for _ in 0..<Int.random(in: 4...80, using: &generator) {
        let kind = kinds.randomElement(using: &generator) ?? 0
        bytes.append(kind | UInt8.random(in: 0...1, using: &generator))
        bytes.append(UInt8.random(in: 0...120, using: &generator))
      }
      return bytes
    }
  }

  private static let texts = [
    "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 304 Not Modified\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 206 Partial\r\nContent-Range: bytes 0-1/2\r\n\r\nab",
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nabc",
    "POST /a HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\na\r\n0\r\n\r\nGET / HTTP/1.0\n\n",
    "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n: d\r\nContent-Length: 1, 2\r\nContent-Length: x\r\n\r\nabc",
    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\nffffffffffffffffff\n",
    "\r\n\r\nCONNECT a:1 HTTP/1.1\r\n\r\nHEAD http://a/\u{E9} HTTP/1.1\r\n\r\n",
    "HTTP/1.0 2000 \r\n\r\nICY 200 OK\r\n\r\n",
  ]

  private static var messages: [[UInt8]] {
    texts.enumerated().flatMap { index, text in
      let kind: UInt8 = text.hasPrefix("HTTP") ? 2 : 1
      let bytes = Array(text.utf8)
      return [
        [kind, UInt8(index)] + bytes,
        // Two steps: bytes that are missing, and a close.
        [kind | 0x40, UInt8(index), 0, 30, 0x1C, 0, 20, 2] + bytes,
      ]
    }
  }

  private static var fields: [[UInt8]] {
    let values: [[String]] = [
      [
        "bytes=0-9,20-,-5", "Bytes = 1-2 , ,", "items=1-2", "bytes=9-0",
        "bytes=99999999999999999999-",
      ],
      ["bytes 0-9/10", "bytes */10", "bytes 0-9/*", "bytes=0-9/10", "items 1", "bytes 9-0/5"],
      [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Thu, 29 Feb 2024 23:59:60 GMT", "6 nov 1994 8:49:37 UTC",
      ],
      ["\"a\"", "W/\"b\"", "w/\"c\"", "\"a\"b\""],
      ["multipart/byteranges; boundary=b", "text/html;charset=\"a\\\"b\" ; x", "a/"],
      ["\"a\"", "W/\"a\"", "Sun, 06 Nov 1994 08:49:37 GMT", "x"],
      ["\"a\", W/\"b\",,\"c\"", "*", "* , \"a\""],
      ["gzip, chunked", "bytes, none", ", a,\"b,\\\"c\","],
      ["5", "5, 5", "5\n6", "+5", "99999999999999999999"],
      ["attachment; filename=\"a.b\"; filename*=UTF-8''%e2%82%ac", "inline;filename=\"a\\"],
      ["timeout=5, max=99", "timeout=-1"],
    ]
    return values.enumerated().flatMap { index, values in
      values.map { [UInt8(index)] + Array($0.utf8) }
    }
  }

  private static var bodies: [[UInt8]] {
    let part = "\r\n--b\r\nContent-Range: bytes 0-3/9\r\n\r\n"
    let end = "\r\n--b--\r\n"
    let bodies = [
      part + "abcd" + part + "efgh" + end, "preamble" + part + "ab" + end + "epilogue",
      part + "abcdefgh" + end, "--b\nX: y\n\nabcd\n--b--\n", part + "\r\n--" + end,
      "--b \t\r\nContent-Range: bytes=0-3/9\r\n\r\nabcd\r\n--b-", "--b\r\n--b\r\n--b--",
    ]
    return bodies.enumerated().flatMap { index, text in
      let bytes = Array(text.utf8)
      let seed = UInt8(index)
      return [[0, seed] + bytes, [2, seed, 0, 42, 0, 2, 0, 20, 0, 9] + bytes]
    }
  }

  /// Segments of connections: whose it is and what became of it, its length, its bytes.
  private static var talks: [[UInt8]] {
    func said(_ operation: UInt8, _ text: String) -> [UInt8] {
      [operation] + counted(Array(text.utf8))
    }
    let multipart = [
      "--b\r\nContent-Range: bytes 0-0/9\r\n\r\na", "--b\r\nContent-Range: bytes 2-2/9\r\n\r\nc",
      "--b--",
    ].joined(separator: "\r\n")
    let pairs = [
      (
        "Range: bytes=0-3\r\n",
        "206 P\r\nContent-Range: bytes 0-3/9\r\nContent-Length: 4\r\n\r\nabcd"
      ),
      (
        "Range: bytes=4-\r\nIf-Range: \"a\"\r\n",
        "200 OK\r\nETag: \"b\"\r\nContent-Length: 9\r\n\r\nabcd"
      ),
      ("Range: bytes=9-\r\n", "416 R\r\nContent-Range: bytes */9\r\nContent-Length: 0\r\n\r\n"),
      (
        "Range: bytes=0-0,2-2\r\n",
        "206 P\r\nContent-Type: multipart/byteranges; boundary=b\r\n\r\n" + multipart
      ),
      ("", "200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
      ("", "302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"),
    ]
    var seeds: [[UInt8]] = []
    for (index, (headers, answer)) in pairs.enumerated() {
      let question = said(0, "GET /a HTTP/1.1\r\nHost: h\r\n\(headers)\r\n")
      let reply = said(1, "HTTP/1.1 \(answer)")
      let ends: [UInt8] = [0x29, 0x28]
      seeds.append([1] + [0x38, 0x39] + question + reply + ends)
      // Cut by the snaplen, after a hole, and twice.
      seeds.append([3] + question + [0x19] + reply.dropFirst() + question + [0x11, 0, 9] + reply)
      let next = pairs[(index + 1) % pairs.count]
      seeds.append(
        [1] + question + reply + said(0x42, "GET /a HTTP/1.1\r\nHost: h\r\n\(next.0)\r\n")
          + said(0x43, "HTTP/1.1 \(next.1)"))
    }
    let packets = download.packets().flatMap { packet -> [UInt8] in
      let header = counted(packet.bytes)
      return [0] + header.prefix(2) + [3] + packet.bytes
    }
    return seeds + [[0] + packets]
  }
}
