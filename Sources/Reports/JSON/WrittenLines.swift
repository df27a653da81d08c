import Bytes
import HTTP

/// Field lines as one writer wrote them, remembered by the exemplar of their section.
///
/// Nearly all sections of a capture have the names of another, and most of its values: the text of
/// such a line, or of its name, is copied. What is not all ASCII, or is redacted, is not remembered.
struct WrittenLines {
  /// Where the lines of an exemplar begin.
  struct Section {
    fileprivate let first: Int
  }

  /// What became of a line that was to be written.
  enum Result {
    /// It is not known.
    case unknown
    /// It is written, or dropped.
    case done
    /// It is written, and its value is not all ASCII.
    case notASCII
  }

  /// Where its text stands, and in it that of the value; all the same where it is not known, or no
  /// value is.
  private struct Line {
    var isDropped = false
    var start: UInt32 = 0
    var value: UInt32 = 0
    var end: UInt32 = 0
  }

  /// By a hash of their identity; they are held, so that no other is taken for one of them.
  private var exemplars = [HeaderFields.Exemplar?](repeating: nil, count: places)
  /// Where their lines begin; -1 where an exemplar was met but once.
  private var firsts = [Int](repeating: -1, count: places)
  private var lines: [Line] = []
  private var octets: [UInt8] = []

  private static let places = 64
  /// How many octets and lines are remembered before all are forgotten.
  private static let (octetLimit, lineLimit) = (1 << 18, 1 << 13)

  /// The lines of the exemplar of a section; `nil` where it is met for the first time.
  mutating func section(of fields: HeaderFields) -> Section? {
    let exemplar = fields.exemplar
    let address = UInt(bitPattern: ObjectIdentifier(exemplar))
    let place = Int(truncatingIfNeeded: (address >> 4 ^ address >> 10) & UInt(Self.places - 1))
    guard exemplars[place] === exemplar else {
      exemplars[place] = exemplar
      firsts[place] = -1
      return nil
    }
    if firsts[place] < 0 {
      if octets.count > Self.octetLimit || lines.count > Self.lineLimit {
        self = WrittenLines()
        exemplars[place] = exemplar
      }
      firsts[place] = lines.count
      lines.append(contentsOf: repeatElement(Line(), count: fields.count))
    }
    return Section(first: firsts[place])
  }

  /// Writes the lines from an index on, as far as they are known.
  ///
  /// - Returns: The index of the first that is not done with, or behind the last, and what became of it.
  func write(
    from start: Int, of fields: borrowing HeaderFields, _ section: Section?,
    to json: inout JSONWriter
  ) -> (index: Int, result: Result) {
    guard let section else { return (start, .unknown) }
    let count = fields.count
    // Both are lent once for all lines, as each look at an array of its own counts references.
    return lines.withUnsafeBufferPointer { lines in
      octets.withUnsafeBytes { octets in
        for index in start..<count {
          let result = Self.write(
            lines[section.first + index], octets.bytes, index, of: fields, to: &json)
          if result != .done { return (index, result) }
        }
        return (count, .done)
      }
    }
  }

  /// Writes a line, where it is known.
  @inline(__always)
  private static func write(
    _ line: Line, _ text: RawSpan, _ index: Int, of fields: borrowing HeaderFields,
    to json: inout JSONWriter
  ) -> Result {
    if line.isDropped { return .done }
    guard line.value > line.start else { return .unknown }
    if fields.isOwn(index) {
      json.beginElement(padded: false)
      json.buffer.append(text.extracting(Int(line.start)..<Int(line.value)))
      let isASCII = fields.withOwnValue(at: index) { json.append(quoted: $0) }
      json.buffer.append(UInt8(ascii: "]"))
      return isASCII ?? true ? .done : .notASCII
    }
    guard line.end > line.value else { return .unknown }
    json.beginElement(padded: false)
    json.buffer.append(text.extracting(Int(line.start)..<Int(line.end)))
    return .done
  }

  /// Remembers that a line is not written.
  mutating func drop(_ index: Int, _ section: Section?) {
    if let section { lines[section.first + index].isDropped = true }
  }

  /// Remembers the line whose text ends the buffer of a writer.
  mutating func remember(
    _ index: Int, of fields: HeaderFields, _ section: Section?,
    _ text: (start: Int, value: Int), in json: borrowing JSONWriter
  ) {
    guard let section else { return }
    let start = octets.count
    let value = start + text.value - text.start
    json.buffer.withBytes { bytes in
      let kept = bytes.extracting(text.start..<(fields.isOwn(index) ? text.value : bytes.byteCount))
      kept.withUnsafeBytes { octets.append(contentsOf: $0) }
    }
    lines[section.first + index] = Line(
      start: UInt32(start), value: UInt32(value), end: UInt32(octets.count))
  }
}
