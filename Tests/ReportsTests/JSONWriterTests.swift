import Bytes
import Foundation
import Packets
import Testing

@testable import Reports

@Suite struct JSONWriterTests {
  private func written(pretty: Bool = false, _ write: (inout JSONWriter) -> Void) throws -> String {
    let collected = Collector()
    var json = JSONWriter(pretty: pretty) { collected.take($0) }
    write(&json)
    try json.flush()
    return String(decoding: collected.bytes, as: UTF8.self)
  }

  static let strings: [(String, String)] = [
    ("", #""""#),
    ("plain", #""plain""#),
    ("a\"b\\c/d", #""a\"b\\c/d""#),
    ("\u{8}\t\n\u{C}\r\u{0}\u{1F}\u{7F}", #""\b\t\n\f\r\u0000\u001f\u007f""#),
    ("\u{80}\u{9F}é中😀", #""\u0080\u009fé中😀""#),
    ("a\u{2028}\u{2029}b", #""a\u2028\u2029b""#),
    ("\u{202E}x\u{2066}y\u{200F}\u{61C}", #""\u202ex\u2066y\u200f\u061c""#),
    ("\u{E0041}", #""\udb40\udc41""#),
    ("end\u{1B}", #""end\u001b""#),
  ]

  @Test(arguments: strings)
  func escapesWhatMustBeEscaped(_ text: String, expected: String) throws {
    #expect(try written { $0.string(text) } == expected)
    let parsed = try JSONSerialization.jsonObject(
      with: Data(expected.utf8), options: .fragmentsAllowed)
    #expect(parsed as? String == text)
  }

  @Test(arguments: [
    (0, "0"), (7, "7"), (-120, "-120"), (Int.max, "9223372036854775807"),
    (Int.min, "-9223372036854775808"),
  ])
  func writesIntegers(_ value: Int, expected: String) throws {
    #expect(try written { $0.int(value) } == expected)
  }

  @Test(arguments: [
    (Int64(0), "0.0"), (1, "0.000001"), (1_500_000, "1.5"), (10_250_000, "10.25"),
    (-1_000_001, "-1.000001"), (3_600_000_000_000, "3600000.0"), (100_000, "0.1"),
    (.max, "9223372036854.775807"), (.min, "-9223372036854.775808"),
  ])
  func writesMilliseconds(_ nanoseconds: Int64, expected: String) throws {
    #expect(try written { $0.milliseconds(nanoseconds: nanoseconds) } == expected)
  }

  @Test func absentIsNull() throws {
    let text = try written { json in
      json.object { json in
        json.member("a", nil as Int?)
        json.member("b", nil as String?)
        json.member("c", ranges: nil)
        json.member("d", milliseconds: nil)
        json.key("e")
        json.time(nil, digits: 6)
      }
    }
    #expect(text == #"{"a":null,"b":null,"c":null,"d":null,"e":null}"#)
  }

  @Test func rangesAreInclusiveAndEmptyOnesLeftOut() throws {
    #expect(try written { $0.ranges([0..<1, 5..<5, 10..<20]) } == "[[0,0],[10,19]]")
    #expect(try written(pretty: true) { $0.ranges([0..<1, 10..<20]) } == "[[0, 0], [10, 19]]")
  }

  @Test func laysOutStructure() throws {
    let text = try written(pretty: true) { json in
      json.object { json in
        json.key("empty")
        json.array { _ in }
        json.key("none")
        json.object(.inline) { _ in }
        json.key("list")
        json.array { json in
          json.object(.inline) { json in json.member("a", 1) }
          json.ints([1, 2])
        }
      }
    }
    #expect(
      text == """
        {
          "empty": [],
          "none": {},
          "list": [
            { "a": 1 },
            [1, 2]
          ]
        }
        """)
  }

  /// A pair is written as the array of its two texts, wherever in either an octet needs an escape.
  @Test(arguments: [false, true])
  func writesPairsAsArrays(pretty: Bool) throws {
    for length in 0...20 {
      for (place, octet) in [0x22, 0x5C, 0x0A, 0x7F, 0xE9, 0x41].enumerated() {
        var value = Array(repeating: UInt8(ascii: "v"), count: length)
        if length > 0 { value[(place * 7 + length) % length] = UInt8(octet) }
        for (name, value) in [([UInt8]("name".utf8), value), (value, [UInt8]("value".utf8))] {
          var places: (start: Int, value: Int)?
          let pair = try written(pretty: pretty) {
            places = $0.pair(name.span.bytes, value.span.bytes)
          }
          let array = try written(pretty: pretty) { json in
            json.array(.inline) { json in
              json.string(octets: name.span.bytes)
              json.string(octets: value.span.bytes)
            }
          }
          #expect(pair == array)
          #expect((places != nil) == (name + value).allSatisfy { $0 < 0x80 })
          if let places {
            let text = pair.utf8.dropFirst(places.value)
            #expect(
              text.starts(
                with: try written(pretty: false) { $0.string(octets: value.span.bytes) }.utf8))
          }
        }
      }
    }
  }

  @Test func handsOnWhatItWroteAsItGoes() throws {
    let collected = Collector()
    var json = JSONWriter(pretty: false) {
      collected.take($0)
    }
    try json.array { json in
      for _ in 0..<1000 {
        json.string(String(repeating: "x", count: 1000))
        try json.flushIfFull()
        #expect(json.buffer.count < 70_000)
      }
    }
    try json.flush()
    #expect(collected.calls > 10)
    #expect(collected.bytes.count == 1000 * 1003 + 1)
  }

  @Test func passesOnWhatTheSinkThrows() {
    struct Full: Error {}
    var json = JSONWriter(pretty: false) { _ in throw Full() }
    json.int(1)
    #expect(throws: Full.self) { try json.flush() }
  }
}

/// Bytes that a sink got.
final class Collector {
  var bytes: [UInt8] = []
  var calls = 0

  func take(_ piece: RawSpan) {
    piece.withUnsafeBytes { bytes += $0 }
    calls += 1
  }
}
