internal import Forge
internal import HTTP

/// A multipart/byteranges body with the boundary `b`, however its bytes are cut into pieces: what is
/// found is the same, and lies within the body.
///
/// The first bytes choose the cuts, and up to three places where bytes were not seen.
enum MultipartFuzzBody {
  static func run(_ input: inout FuzzInput) -> String? {
    let choice = input.byte()
    let seed = input.byte()
    var holes: [(place: Int, count: Int)] = []
    for _ in 0..<choice & 3 { holes.append((input.half(), input.half())) }
    let boundary = choice & 4 == 0 ? "b" : "THIS_STRING_SEPARATES"
    let body = input.rest()
    var splits = SeededGenerator(seed: UInt64(seed))
    let whole = read(body, boundary, holes) { $1($0.span.bytes) }
    let pieces = read(body, boundary, holes) { splits.feed($0, $1) }
    guard whole == pieces else { return "in pieces it is \(pieces), not \(whole)" }
    return check(whole, body.count + holes.reduce(0) { $0 + $1.count })
  }

  private struct Found: Equatable {
    var parts: [BodyPart]
    var problems: [MultipartProblem]
    var flags: [Bool]
    var counts: [Int]
  }

  private static func read(
    _ body: [UInt8], _ boundary: String, _ holes: [(place: Int, count: Int)],
    by feed: ([UInt8], (RawSpan) -> Void) -> Void
  ) -> Found {
    var parser = ByteRangesParser(boundary: boundary)
    var start = 0
    for (place, count) in holes {
      let end = min(start + place % (body.count + 1), body.count)
      feed(Array(body[start..<end])) { parser.receive($0) }
      parser.skip(count)
      start = end
    }
    feed(Array(body[start...])) { parser.receive($0) }
    parser.finish()
    return Found(
      parts: parser.parts, problems: parser.problems,
      flags: [parser.sawAnyDelimiter, parser.sawClosingDelimiter, parser.isLost],
      counts: [parser.byteCount, parser.preambleByteCount, parser.epilogueByteCount])
  }

  private static func check(_ found: Found, _ count: Int) -> String? {
    guard found.counts[0] == count else { return "\(found.counts[0]) bytes of \(count)" }
    guard found.counts[1] + found.counts[2] <= count else { return "\(found.counts) of \(count)" }
    var end = 0
    for part in found.parts {
      guard part.dataOffset >= end, part.delivered >= 0, part.skipped >= 0,
        part.skipped <= part.delivered, part.dataOffset + part.delivered <= count
      else { return "\(part) in \(count) bytes, behind \(end)" }
      end = part.dataOffset + part.delivered
    }
    return nil
  }
}
