import Bytes

/// Writes JSON as it is told, without keeping what it wrote.
///
/// Members come in the order in which they are written, and a value that is absent is `null`. What
/// is written collects in a buffer, which `flush` and `flushIfFull` hand to the sink. Structure
/// stands on lines of its own, indented by two spaces, or on one line where the writer of a value
/// asks for it; in a writer that is not `pretty` all stands on one line without blanks.
struct JSONWriter: ~Copyable {
  /// How the elements of an array, or the members of an object, are laid out.
  enum Layout {
    case lines
    case inline
  }

  var buffer = ByteBuffer(capacity: flushed + 4096)
  var clock = MomentWriter()
  /// How many containers are open, and how many of these, the outer ones, stand on lines.
  private var depth = 0
  private var lines = 0
  /// Whether the innermost container has no element yet.
  private var isEmpty = true
  private var afterKey = false
  let isPretty: Bool
  /// `nil` where all that is written stays in the buffer.
  let sink: OutputSink?

  /// What the buffer holds before it is handed on: some time is saved with less calls.
  private static let flushed = 1 << 16

  init(pretty: Bool, sink: @escaping OutputSink) {
    isPretty = pretty
    self.sink = sink
  }

  /// A writer of what follows in the place that a state tells, for its buffer alone.
  init(_ state: State) {
    isPretty = state.pretty
    sink = nil
    self.state = state
  }

  /// Where a writer is in the structure.
  struct State {
    fileprivate var depth: Int
    fileprivate var lines: Int
    fileprivate var isEmpty: Bool
    fileprivate var pretty: Bool

    /// The same place, before the first element or a later one.
    func later(isFirst: Bool) -> State {
      var later = self
      if !isFirst { later.isEmpty = false }
      return later
    }
  }

  var state: State {
    get { State(depth: depth, lines: lines, isEmpty: isEmpty, pretty: isPretty) }
    set { (depth, lines, isEmpty) = (newValue.depth, newValue.lines, newValue.isEmpty) }
  }

  // MARK: Output

  /// Hands on what was written, when it is worth it.
  mutating func flushIfFull() throws {
    if buffer.count >= Self.flushed { try flush() }
  }

  /// Hands on all that was written.
  mutating func flush() throws {
    guard let sink, buffer.count > 0 else { return }
    try buffer.withBytes(sink)
    buffer.truncate(to: 0)
  }

  /// Ends a line, outside of all structure.
  mutating func endLine() { buffer.append(UInt8(ascii: "\n")) }

  // MARK: Structure

  mutating func object(
    _ layout: Layout = .lines, _ members: (inout JSONWriter) throws -> Void
  ) rethrows {
    let before = begin(UInt8(ascii: "{"), layout)
    try members(&self)
    end(UInt8(ascii: "}"), before, padded: true)
  }

  mutating func array(
    _ layout: Layout = .lines, _ elements: (inout JSONWriter) throws -> Void
  ) rethrows {
    let before = begin(UInt8(ascii: "["), layout)
    try elements(&self)
    end(UInt8(ascii: "]"), before, padded: false)
  }

  /// The name of the member whose value is written next.
  mutating func key(_ name: StaticString) {
    assert(!afterKey)
    let count = name.utf8CodeUnitCount
    let source = UnsafeRawPointer(name.utf8Start)
    let isLine = lines == depth
    let indent = isLine ? 2 &* depth : 0
    // Names are most of what is written, so they are written in one piece and by words.
    buffer.write(atMost: count &+ indent &+ 24) { room in
      var place = room
      if depth > 0 {
        if !isEmpty {
          place.storeBytes(of: UInt8(ascii: ","), as: UInt8.self)
          place += 1
        }
        if isLine {
          Self.startLine(place, indent)
          place += indent &+ 1
        } else if isPretty {
          place.storeBytes(of: UInt8(ascii: " "), as: UInt8.self)
          place += 1
        }
      }
      place.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
      ByteBuffer.copy(count, from: source, to: place + 1)
      place += count &+ 1
      // A quotation mark, a colon and a blank.
      place.storeBytes(of: UInt32(0x20_3A22).littleEndian, as: UInt32.self)
      place += isPretty ? 3 : 2
      return place - room
    }
    if depth > 0 { isEmpty = false }
    afterKey = true
  }

  /// The name of the member whose value is written next, where it is no name of ours.
  mutating func key(text name: String) {
    beginElement(padded: true)
    append(quoted: name)
    buffer.truncate(to: buffer.count - 1)
    endKey()
  }

  @inline(__always)
  private mutating func endKey() {
    if isPretty { buffer.append("\": ") } else { buffer.append("\":") }
    afterKey = true
  }

  /// - Returns: How many containers stood on lines before.
  private mutating func begin(_ bracket: UInt8, _ layout: Layout) -> Int {
    beginElement(padded: false)
    buffer.append(bracket)
    let before = lines
    // Within a container on one line all stands on it.
    if isPretty, layout == .lines, lines == depth { lines += 1 }
    depth += 1
    isEmpty = true
    return before
  }

  private mutating func end(_ bracket: UInt8, _ linesBefore: Int, padded: Bool) {
    let isInline = lines < depth
    depth -= 1
    lines = linesBefore
    if !isEmpty {
      if !isInline {
        newLine()
      } else if isPretty, padded {
        buffer.append(UInt8(ascii: " "))
      }
    }
    isEmpty = false
    buffer.append(bracket)
  }

  /// Writes what stands before an element or a member: a comma, a line end, an indentation.
  @inline(__always)
  mutating func beginElement(padded: Bool) {
    if afterKey {
      afterKey = false
      return
    }
    guard depth > 0 else { return }
    if !isEmpty { buffer.append(UInt8(ascii: ",")) }
    if lines == depth {
      newLine()
    } else if isPretty, padded || !isEmpty {
      buffer.append(UInt8(ascii: " "))
    }
    isEmpty = false
  }

  @inline(__always)
  private mutating func newLine() {
    let indent = 2 &* depth
    buffer.write(atMost: indent &+ 16) { room in
      Self.startLine(room, indent)
      return indent &+ 1
    }
  }

  /// Ends a line and indents the next one; blanks are stored by eight.
  @inline(__always)
  private static func startLine(_ place: UnsafeMutableRawPointer, _ indent: Int) {
    place.storeBytes(of: UInt8(ascii: "\n"), as: UInt8.self)
    var blanks = 1
    repeat {
      place.storeBytes(of: 0x2020_2020_2020_2020, toByteOffset: blanks, as: UInt64.self)
      blanks &+= 8
    } while blanks <= indent
  }

  /// What stands between the elements of an array on one line.
  @inline(__always)
  mutating func separate() {
    if isPretty { buffer.append(", ") } else { buffer.append(UInt8(ascii: ",")) }
  }
}
