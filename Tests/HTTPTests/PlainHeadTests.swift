import Bytes
import FuzzBodies
import HTTP
import Testing

/// Heads that lie whole in one piece are read in one pass, all others more closely: both must find
/// the same.
@Suite struct PlainHeadTests {
  /// Heads that differ from a plain one in one octet of a name, a line's end or a start line.
  static let heads: [(kind: MessageParser.Kind, bytes: [UInt8])] = {
    var heads: [(MessageParser.Kind, [UInt8])] = []
    for octet in UInt8.min...UInt8.max {
      for place in [0, 7, 8, 12, 15] {
        var name = Array("x-Long-Name_0-of-18".utf8)
        name[place] = octet
        heads.append((.requests, Array("GET / HTTP/1.1\r\nA: b\r\n".utf8) + name))
        heads[heads.count - 1].1 += Array(": c\r\nD:e\r\n\r\n".utf8)
      }
      for place in [4, 5, 6, 7, 8, 9, 11, 12] {
        var line = Array("HTTP/1.1 206 Partial Content".utf8)
        line[place] = octet
        heads.append((.responses, line + Array("\r\nA: b\r\n\r\n".utf8)))
      }
      for place in 14...20 {
        var head = Array("GET / HTTP/1.1\r\nA: b\r\nC: d\r\n\r\n".utf8)
        head[place] = octet
        heads.append((.requests, head + Array("\r\nGET / HTTP/1.1\n\n".utf8)))
      }
    }
    for count in [0, 1, 63, 64, 65, 66, 200] {
      let lines = (0..<count).map { "n\($0): \($0)\r\n" }.joined()
      heads.append((.responses, Array("HTTP/1.1 200 OK\r\n\(lines)\r\n".utf8)))
    }
    return heads
  }()

  @Test func findsTheSameAsByBytes() {
    for (kind, bytes) in Self.heads {
      let whole = MessageLog.lines(kind, [.bytes(bytes), .close]) { $1($0.span.bytes) }
      let bytewise = MessageLog.lines(kind, [.bytes(bytes), .close]) { bytes, receive in
        for byte in bytes { receive([byte].span.bytes) }
      }
      #expect(whole == bytewise, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  /// What heads have in common is told of each, be it remembered or not.
  @Test func findsTheSameWithSharedTables() {
    var tables = HeadTables()
    let targets = ["/", "/a-longer-target", "/\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}\u{E9}"].map
    {
      Array($0.utf8)
    }
    let latin1 = Array("/".utf8) + [UInt8](repeating: 0xE9, count: 16)
    let long = [UInt8](repeating: 0x2F, count: 600)
    for _ in 0..<2 {
      for target in targets + [latin1, long] {
        for lines in ["", "A: b\r\n", "A: bc\r\n", "A: b\r\nC: d\r\n"] {
          let head = Array("GET ".utf8) + target + Array(" HTTP/1.1\r\n\(lines)\r\n".utf8)
          #expect(Self.request(head, &tables) == Self.request(head))
          #expect(Self.request(head) != nil)
        }
      }
    }
  }

  private static func request(_ bytes: [UInt8], _ tables: inout HeadTables) -> RequestHead? {
    var parser = MessageParser(.requests)
    var position = 0
    return parser.next(bytes.span.bytes, &position, &tables) == .head
      ? parser.takeRequestHead() : nil
  }

  private static func request(_ bytes: [UInt8]) -> RequestHead? {
    var parser = MessageParser(.requests)
    var position = 0
    return parser.next(bytes.span.bytes, &position) == .head ? parser.takeRequestHead() : nil
  }
}
