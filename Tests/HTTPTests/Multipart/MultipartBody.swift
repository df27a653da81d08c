import TestSupport
import Bytes
import HTTP

/// What a parser found in a body, for comparison.
struct Found: Equatable {
  var parts: [BodyPart]
  var problems: [MultipartProblem]
  var delimiters: [Bool]
  var counts: [Int]

  init(_ parser: ByteRangesParser) {
    parts = parser.parts
    problems = parser.problems
    delimiters = [parser.sawAnyDelimiter, parser.sawClosingDelimiter, parser.isLost]
    counts = [parser.byteCount, parser.preambleByteCount, parser.epilogueByteCount]
  }

  /// Feeds `body` in pieces of the lengths that `next` gives.
  static func feed(
    _ body: [UInt8], boundary: String = "b", next: () -> Int = { .max }
  ) -> Found {
    var parser = ByteRangesParser(boundary: boundary)
    var index = 0
    while index < body.count {
      let end = index + min(max(next(), 0), body.count - index)
      parser.receive(body.span.bytes.extracting(index..<end))
      index = end
    }
    parser.finish()
    return Found(parser)
  }

  static func feed(_ body: String, boundary: String = "b") -> Found {
    feed(Array(body.utf8), boundary: boundary)
  }
}

/// A multipart body made of parts, with what should be found in it.
struct MadeBody {
  var bytes: [UInt8] = []
  var dataOffsets: [Int] = []
  var lengths: [Int] = []

  mutating func append(_ text: String) { bytes += Array(text.utf8) }

  mutating func append(part first: Int, data: [UInt8], header: String? = nil) {
    append("\r\n--b\r\n")
    let range = "bytes \(first)-\(first + data.count - 1)/*"
    append(header ?? "Content-Type: a/b\r\nContent-Range: \(range)\r\n\r\n")
    dataOffsets.append(bytes.count)
    lengths.append(data.count)
    bytes += data
  }

  /// Random parts whose data is full of what looks like the beginning of a delimiter.
  static func random(_ generator: inout SeededGenerator, hidesLengths: Bool = true) -> MadeBody {
    var body = MadeBody()
    let noise = ["\r", "\n", "\r\n", "\r\n-", "\r\n--", "--b", "\r\n--bx", "\r\n--b-x", "-", "x"]
    if Bool.random(using: &generator) { body.append("preamble\r") }
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      var data: [UInt8] = [0x78]
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        let more = data + Array((noise.randomElement(using: &generator) ?? "").utf8)
        if !holdsDelimiter(more) { data = more }
      }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        data += [UInt8](repeating: 0x0D, count: Int.random(in: 4_000...9_000, using: &generator))
      }
      data.append(0x78)
      let first = Int.random(in: 0...1_000, using: &generator)
      let hidesLength = hidesLengths && Int.random(in: 0..<3, using: &generator) == 0
      body.append(part: first, data: data, header: hidesLength ? "X: y\r\n\r\n" : nil)
    }
    body.append("\r\n--b--\r\nepilogue")
    return body
  }

  /// Whether a line of `data` is a delimiter; the last one may still grow.
  private static func holdsDelimiter(_ data: [UInt8]) -> Bool {
    let lines = data.split(separator: 0x0A, omittingEmptySubsequences: false)
    return lines.enumerated().contains { index, line in
      guard line.starts(with: Array("--b".utf8)) else { return false }
      let rest = line.dropFirst(3)
      return rest.starts(with: Array("--".utf8))
        || (index < lines.count - 1 && (rest.isEmpty || rest.elementsEqual([0x0D])))
    }
  }
}
