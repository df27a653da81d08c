/// Writes JSON as it is told, without keeping what it wrote.
///
/// Members come in the order in which they are written, and a value that is absent is `null`. What
/// is written collects in a buffer, which `flush` and `flushIfFull` hand to the sink. Structure
/// stands on lines of its own, indented by two spaces, or on one line where the writer of a value
/// asks for it; in a writer that is not `pretty` all stands on one line without blanks.
struct JSONWriter {
  /// How the elements of an array, or the members of an object, are laid out.
  enum Layout {
    case lines
    case inline
  }

  private struct Container {
    var isInline: Bool
    var isEmpty = true
  }

  var bytes: [UInt8] = []
  private var open: [Container] = []
  private var afterKey = false
  private let pretty: Bool
  private let sink: OutputSink

  /// What the buffer holds before it is handed on: some time is saved with less calls.
  private static let flushed = 1 << 16

  init(pretty: Bool, sink: @escaping OutputSink) {
    self.pretty = pretty
    self.sink = sink
    bytes.reserveCapacity(Self.flushed + 4096)
  }

  // MARK: Output

  /// Hands on what was written, when it is worth it.
  mutating func flushIfFull() throws {
    if bytes.count >= Self.flushed { try flush() }
  }

  /// Hands on all that was written.
  mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Ends a line, outside of all structure.
  mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

  // MARK: Structure

  mutating func object(
    _ layout: Layout = .lines, _ members: (inout JSONWriter) throws -> Void
  ) rethrows {
    begin(UInt8(ascii: "{"), layout)
    try members(&self)
    end(UInt8(ascii: "}"), padded: true)
  }

  mutating func array(
    _ layout: Layout = .lines, _ elements: (inout JSONWriter) throws -> Void
  ) rethrows {
    begin(UInt8(ascii: "["), layout)
    try elements(&self)
    end(UInt8(ascii: "]"), padded: false)
  }

  /// The name of the member whose value is written next.
  mutating func key(_ name: StaticString) {
    beginElement(padded: true)
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    endKey()
  }

  /// The name of the member whose value is written next, where it is no name of ours.
  mutating func key(text name: String) {
    beginElement(padded: true)
    append(quoted: name)
    endKey()
  }

  private mutating func endKey() {
    bytes.append(UInt8(ascii: ":"))
    if pretty { bytes.append(UInt8(ascii: " ")) }
    afterKey = true
  }

  private mutating func begin(_ bracket: UInt8, _ layout: Layout) {
    beginElement(padded: false)
    bytes.append(bracket)
    let isInline = !pretty || layout == .inline || open.last?.isInline == true
    open.append(Container(isInline: isInline))
  }

  private mutating func end(_ bracket: UInt8, padded: Bool) {
    let container = open.removeLast()
    if !container.isEmpty {
      if !container.isInline {
        newLine()
      } else if pretty, padded {
        bytes.append(UInt8(ascii: " "))
      }
    }
    bytes.append(bracket)
  }

  /// Writes what stands before an element or a member: a comma, a line end, an indentation.
  mutating func beginElement(padded: Bool) {
    if afterKey {
      afterKey = false
      return
    }
    guard let last = open.indices.last else { return }
    let isFirst = open[last].isEmpty
    open[last].isEmpty = false
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    if !open[last].isInline {
      newLine()
    } else if pretty, padded || !isFirst {
      bytes.append(UInt8(ascii: " "))
    }
  }

  private mutating func newLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<open.count {
      bytes.append(UInt8(ascii: " "))
      bytes.append(UInt8(ascii: " "))
    }
  }
}
