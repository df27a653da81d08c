import HTTP
import Testing

/// A body with the boundary `b`, and what should be found in it.
struct MultipartRow: Sendable, CustomTestStringConvertible {
  var name: String
  var body: String
  var delivered: [Int]
  var complete: [Bool]
  var problems: [MultipartProblem]
  var testDescription: String { name }

  init(
    _ name: String, _ body: String, _ delivered: [Int] = [], complete: [Bool]? = nil,
    _ problems: [MultipartProblem] = []
  ) {
    self.name = name
    self.body = body
    self.delivered = delivered
    self.complete = complete ?? delivered.map { _ in true }
    self.problems = problems
  }
}

extension MultipartRow {
  static let part = "\r\n--b\r\nContent-Range: bytes 0-3/9\r\n\r\n"
  static let end = "\r\n--b--\r\n"

  static let rows: [MultipartRow] = [
    MultipartRow("plain", part + "abcd" + end, [4]),
    MultipartRow("two", part + "abcd" + part + "efgh" + end, [4, 4]),
    MultipartRow("preamble", "hello" + part + "abcd" + end, [4]),
    MultipartRow("no line break at the end", part + "abcd\r\n--b--", [4]),
    MultipartRow("bare line feeds", "--b\nContent-Range: bytes 0-3/9\n\nabcd\n--b--\n", [4]),
    MultipartRow(
      "padding", "--b \t \r\ncontent-range:bytes 0-3/9\r\n\r\nabcd\r\n--b \r\n\r\n\r\n--b--\t\r\n",
      [4, 0], [.partWithoutContentRange(part: 1)]),
    MultipartRow("folded", "--b\r\nContent-Range: bytes\r\n 0-3/9\r\n\r\nabcd" + end, [4]),
    MultipartRow("data that looks like a delimiter", part + "--b-" + end, [4]),
    MultipartRow("data of line breaks", part + "\r\n\r\n" + end, [4]),
    MultipartRow("unit in capitals", "--b\r\nContent-Range: BYTES 0-3/9\r\n\r\nabcd" + end, [4]),
    // No length: the delimiter is searched for.
    MultipartRow(
      "no Content-Range", "--b\r\nX: y\r\n\r\nabcd" + end, [4], [.partWithoutContentRange(part: 0)]),
    MultipartRow("no header", "--b\r\n\r\nabcd" + end, [4], [.partWithoutContentRange(part: 0)]),
    MultipartRow("another unit", "--b\r\nContent-Range: items 0-3/9\r\n\r\nabcdef" + end, [6]),
    MultipartRow("no data", "--b\r\nX: y\r\n\r\n--b--", [0], [.partWithoutContentRange(part: 0)]),
    MultipartRow(
      "other boundaries in data",
      "--b\r\nX: y\r\n\r\na\r\n--bb\r\n--c\r\r\n--b\rx\n--b-\r\n--b x" + end, [32],
      [.partWithoutContentRange(part: 0)]),
    // A malformed Content-Range: counted when its numbers agree, else searched.
    MultipartRow(
      "bytes=", "--b\r\nContent-Range: bytes=0-3/9\r\n\r\nabcd" + end, [4],
      [.malformedContentRange(part: 0, reason: "\"=\" after the range unit")]),
    MultipartRow(
      "past the end", "--b\r\nContent-Range: bytes 0-9/4\r\n\r\nabcd" + end, [4],
      [.malformedContentRange(part: 0, reason: "last position 9 not below the complete length 4")]),
    MultipartRow(
      "unsatisfied", "--b\r\nContent-Range: bytes */9\r\n\r\nabcd" + end, [4],
      [.malformedContentRange(part: 0, reason: "no range")]),
    // Lengths that differ.
    MultipartRow(
      "one short", part + "abc" + end, [3], complete: [false],
      [.lengthDiffers(part: 0, expected: 4, found: 3)]),
    MultipartRow(
      "two short", part + "ab" + end, [2], complete: [false],
      [.lengthDiffers(part: 0, expected: 4, found: 2)]),
    MultipartRow(
      "nothing", part + end, [0], complete: [false],
      [.lengthDiffers(part: 0, expected: 4, found: 0)]),
    MultipartRow(
      "one long", part + "abcde" + part + "abcd" + end, [5, 4], complete: [false, true],
      [.lengthDiffers(part: 0, expected: 4, found: 5)]),
    MultipartRow(
      "long and cut off", part + "abcdefgh", [8], complete: [false],
      [.lengthDiffers(part: 0, expected: 4, found: 8), .missingClosingDelimiter]),
    // Cut off.
    MultipartRow(
      "cut off in data", part + "ab", [2], complete: [false], [.missingClosingDelimiter]),
    MultipartRow("cut off after data", part + "abcd", [4], [.missingClosingDelimiter]),
    MultipartRow("cut off after a return", part + "abcd\r", [4], [.missingClosingDelimiter]),
    MultipartRow("cut off in the delimiter", part + "abcd\r\n--", [4], [.missingClosingDelimiter]),
    MultipartRow(
      "cut off in the last hyphen", part + "abcd\r\n--b-", [4], [.missingClosingDelimiter]),
    MultipartRow(
      "cut off in data with a return", part + "ab\r", [3], complete: [false],
      [.missingClosingDelimiter]),
    MultipartRow(
      "cut off in a header", part + "abcd\r\n--b\r\nContent-Ra", [4], [.missingClosingDelimiter]),
    MultipartRow("no closing delimiter", part + "abcd\r\n--b\r\n", [4], [.missingClosingDelimiter]),
    MultipartRow(
      "cut off without a length", "--b\r\n\r\nab\r\n--", [6], complete: [false],
      [.partWithoutContentRange(part: 0), .missingClosingDelimiter]),
    // No body to speak of.
    MultipartRow("empty", "", [], [.noDelimiter]),
    MultipartRow("another boundary", "--c\r\n\r\nabcd\r\n--c--\r\n", [], [.noDelimiter]),
    MultipartRow("only the end", "--b--", []),
    MultipartRow("only the end, after text", "x\r\n--b--\r\ny", []),
    MultipartRow("boundary within a line", "x--b\r\n", [], [.noDelimiter]),
    // Broken headers.
    MultipartRow(
      "no colon", "--b\r\nhello\r\nContent-Range: bytes 0-3/9\r\n\r\nabcd" + end, [4],
      [.malformedHeader(part: 0)]),
    MultipartRow(
      "blank before colon", "--b\r\nContent-Range : bytes 0-3/9\r\n\r\nabcd" + end, [4],
      [.malformedHeader(part: 0)]),
    MultipartRow(
      "delimiter in the header", "--b\r\nContent-Range: bytes 0-3/9\r\n--b--\r\n", [0],
      complete: [false], [.malformedHeader(part: 0)]),
    MultipartRow(
      "parts of nothing", "--b\r\n--b\r\n--b--", [0, 0], complete: [false, false],
      [
        .partWithoutContentRange(part: 0), .malformedHeader(part: 0),
        .partWithoutContentRange(part: 1), .malformedHeader(part: 1),
      ]),
    MultipartRow(
      "huge length", "--b\r\nContent-Range: bytes 0-99999999999999999999/*\r\n\r\nabcd", [4],
      complete: [false], [.missingClosingDelimiter]),
    MultipartRow(
      "huge first",
      "--b\r\nContent-Range: bytes 99999999999999999999-99999999999999999999/*\r\n\r\nabcd" + end,
      [4], complete: [false], [.lengthDiffers(part: 0, expected: 0, found: 4)]),
    MultipartRow("zeros", "\u{0}\u{0}--b\u{0}\r\n\u{0}", [], [.noDelimiter]),
  ]
}
