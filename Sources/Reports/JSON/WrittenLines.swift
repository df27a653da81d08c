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

  /// Writes a line, where it is known.
  func write(
    _ index: Int, of fields: HeaderFields, _ section: Section?, to json: inout JSONWriter
  ) -> Result {
    guard let section else { return .unknown }
    let line = lines[section.first + index]
    if line.isDropped { return .done }
    guard line.value > line.start else { return .unknown }
    let isOwn = fields.isOwn(index)
    guard isOwn || line.end > line.value else { return .unknown }
    json.beginElement(padded: false)
    let text = octets.span.bytes
    guard isOwn else {
      json.buffer.append(text.extracting(Int(line.start)..<Int(line.end)))
      return .done
    }
    json.buffer.append(text.extracting(Int(line.start)..<Int(line.value)))
    let isASCII = fields.withLine(at: index) { json.append(quoted: $1) }
    json.buffer.append(UInt8(ascii: "]"))
    return isASCII ? .done : .notASCII
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
