/// Writes HTML and SVG as it is told, without keeping what it wrote.
///
/// Names of elements and attributes are ours and fixed when the tool is built; texts and values may be
/// anybody's and are escaped, whatever they hold. Elements are closed in the order in which they were
/// opened, by construction. Source: HTML Living Standard §13.1, §13.3.
public struct MarkupWriter {
  /// Takes what was written, piece by piece, and throws what keeps it from being written.
  public typealias Sink = ([UInt8]) throws -> Void

  /// An attribute: a name with a value, or a name alone.
  public struct Attribute {
    let name: StaticString
    let value: String?

    /// `name="value"`.
    public static func a(_ name: StaticString, _ value: String) -> Attribute {
      Attribute(name: name, value: value)
    }

    /// `name="value"`.
    public static func a(_ name: StaticString, _ value: Int) -> Attribute {
      Attribute(name: name, value: String(value))
    }

    /// `name` alone: what it stands for is so.
    public static func on(_ name: StaticString) -> Attribute { Attribute(name: name, value: nil) }
  }

  private var bytes: [UInt8] = []
  private let sink: Sink

  /// What the buffer holds before it is handed on.
  private static let flushed = 1 << 16

  /// A writer that hands what it wrote to `sink`.
  public init(sink: @escaping Sink) { self.sink = sink }

  /// Hands on all that was written.
  ///
  /// - Throws: what the sink throws.
  public mutating func flush() throws {
    guard !bytes.isEmpty else { return }
    try sink(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Hands on what was written, when it is worth it.
  ///
  /// - Throws: what the sink throws.
  public mutating func flushIfFull() throws {
    if bytes.count >= Self.flushed { try flush() }
  }

  /// The line that says what kind of document this is.
  public mutating func doctype() { append("<!doctype html>\n") }

  /// An element, with what stands in it.
  public mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [],
    _ content: (inout MarkupWriter) throws -> Void
  ) rethrows {
    open(name, attributes)
    try content(&self)
    append("</")
    append(name)
    append(">")
  }

  /// An element that holds a text and nothing else.
  public mutating func element(
    _ name: StaticString, _ attributes: [Attribute] = [], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element that can hold nothing: `meta`, `input`, `br`.
  public mutating func void(_ name: StaticString, _ attributes: [Attribute] = []) {
    open(name, attributes)
  }

  /// A text.
  public mutating func text(_ text: String) { escape(text, quotes: false) }

  /// The content of a `style` or `script` element: ours, and never anybody else's.
  public mutating func raw(trusted: [UInt8]) { bytes += trusted }

  /// A piece of JSON in a `script` element.
  ///
  /// There `<` stands in strings only, and is written as JSON escapes it, so that nothing ends the
  /// element.
  public mutating func json(_ piece: [UInt8]) {
    for byte in piece {
      if byte == UInt8(ascii: "<") { append("\\u003c") } else { bytes.append(byte) }
    }
  }

  /// A line's end, where nobody sees it.
  public mutating func newLine() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func open(_ name: StaticString, _ attributes: [Attribute]) {
    append("<")
    append(name)
    for attribute in attributes {
      append(" ")
      append(attribute.name)
      guard let value = attribute.value else { continue }
      append("=\"")
      escape(value, quotes: true)
      append("\"")
    }
    append(">")
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func escape(_ text: String, quotes: Bool) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): append("&amp;")
      case UInt8(ascii: "<"): append("&lt;")
      case UInt8(ascii: ">"): append("&gt;")
      case UInt8(ascii: "\"") where quotes: append("&quot;")
      case UInt8(ascii: "'") where quotes: append("&#39;")
      default: bytes.append(byte)
      }
    }
  }
}
