import Bytes
public import HTTP

/// What happens to one direction of a connection, in order.
public enum MessageStep: Equatable, Sendable {
  /// These bytes come.
  case bytes([UInt8])
  /// So many bytes are not captured.
  case gap(Int)
  /// The next byte begins a segment.
  case segment
  /// A message's start is to be searched for.
  case search
  /// The direction is closed.
  case close
}

/// Drives a parser as a connection does, and writes down what it finds.
///
/// Counts that follow each other are added up, so that the log does not depend on the pieces.
public struct MessageLog {
  /// What was found, a line for each event and each field.
  public private(set) var lines: [String] = []
  /// The parser.
  public private(set) var parser: MessageParser
  /// The methods of the requests that the responses answer; GET where there are no more.
  private var methods: ArraySlice<String>
  private var pending: (word: String, count: Int)?
  private var unmoved = 0
  /// How the parser broke its contract; `nil` while it has not.
  public private(set) var breach: String?

  /// A log of nothing yet.
  public init(_ kind: MessageParser.Kind, methods: [String] = []) {
    parser = MessageParser(kind)
    self.methods = methods[...]
  }

  /// The lines of all that is found in `steps`, their bytes given in pieces.
  public static func lines(
    _ kind: MessageParser.Kind, methods: [String] = [], _ steps: [MessageStep],
    by feed: ([UInt8], (RawSpan) -> Void) -> Void
  ) -> [String] {
    var log = MessageLog(kind, methods: methods)
    for step in steps { log.take(step, by: feed) }
    return log.finished()
  }

  /// The next step, its bytes given in pieces.
  public mutating func take(_ step: MessageStep, by feed: ([UInt8], (RawSpan) -> Void) -> Void) {
    switch step {
    case .bytes(let bytes): feed(bytes) { receive($0) }
    case .gap(let count): skip(count)
    case .segment: parser.beginSegment()
    case .search: parser.search()
    case .close: close()
    }
  }

  /// The next bytes come.
  public mutating func receive(_ bytes: RawSpan) {
    var position = 0
    while true {
      let before = position
      let event = parser.next(bytes, &position)
      // A message's start is put back when it is found, and an end takes no bytes: never for long.
      unmoved = position > before ? 0 : unmoved + 1
      if unmoved > 6 || position > bytes.byteCount { return complain("stuck at \(position)") }
      switch event {
      case .needMore:
        if position != bytes.byteCount {
          complain("\(bytes.byteCount - position) bytes are left over")
        }
        unmoved = 0
        return
      case .head: takeHead()
      case .content(let range):
        if range.lowerBound < before || range.upperBound != position {
          complain("content \(range) at \(before)..<\(position)")
        }
        add("content", range.count)
      case .opaque(let range): add("opaque", range.count)
      case .excess(let count): add("excess", count)
      case .skipped(let count): add("skipped", count)
      case .end: write("end")
      case .framingLost: write("framing lost")
      }
    }
  }

  /// So many bytes are not captured.
  public mutating func skip(_ total: Int) {
    var count = total
    for _ in 0..<6 {
      switch parser.skip(&count) {
      case .done:
        if count != 0 { complain("\(count) missing bytes are left over") }
        return
      case .head: takeHead()
      case .content(let count): add("unseen", count)
      case .end: write("end")
      case .framingLost: write("framing lost")
      }
    }
    complain("stuck in missing bytes")
  }

  /// The direction is closed.
  public mutating func close() {
    switch parser.close() {
    case .end: write("end")
    case .head: takeHead()
    case .needMore: break
    case let event: write("close: \(event)")
    }
    write("closed")
  }

  /// The lines, with what was wrong at their end.
  public mutating func finished() -> [String] {
    flush()
    lines += parser.problems.map { "problem \($0)" }
    return lines
  }

  private mutating func takeHead() {
    if let head = parser.takeRequestHead() {
      let framing = MessageFraming(head.fields)
      let length = BodyLength(request: framing)
      write("head\(mark(head.completeness)) \(head.method) \(visible(head.target)) \(head.version)")
      write(head.fields, head.problems + framing.problems, length)
    } else if let head = parser.takeResponseHead() {
      let isInterim = head.status < 200 && head.status != 101
      let method = isInterim ? nil : methods.popFirst() ?? "GET"
      let framing = MessageFraming(head.fields)
      let length = BodyLength(status: head.status, method: method, framing: framing)
      let reason = head.reason.isEmpty ? "" : " \(visible(head.reason))"
      write("head\(mark(head.completeness)) \(head.version) \(head.status)\(reason)")
      write(head.fields, head.problems + framing.problems, length)
    } else {
      complain("no head")
    }
  }

  private func mark(_ completeness: Completeness) -> String {
    completeness == .cutOff ? " (cut off)" : ""
  }

  private mutating func write(
    _ fields: HeaderFields, _ problems: [SyntaxProblem], _ length: BodyLength
  ) {
    for (index, (name, value)) in fields.pairs.enumerated() {
      let mark = fields.isLatin1(at: index) ? " (latin1)" : ""
      lines.append("  \(visible(name)): \(visible(value))\(mark)")
    }
    for problem in problems { lines.append("  problem \(problem)") }
    lines.append("  length \(length)")
    parser.frame(length)
  }

  private mutating func add(_ word: String, _ count: Int) {
    if pending?.word != word { flush() }
    pending = (word, (pending?.count ?? 0) + count)
  }

  private mutating func complain(_ line: String) {
    breach = breach ?? line
    write(line)
  }

  private mutating func write(_ line: String) {
    flush()
    lines.append(line)
  }

  private mutating func flush() {
    if let (word, count) = pending { lines.append("\(word) \(count)") }
    pending = nil
  }

  private func visible(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      scalar.properties.generalCategory == .control
        ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }
}
