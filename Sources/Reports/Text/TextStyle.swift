import Bytes

/// How text looks: its colours, and the marks that a terminal without Unicode lacks.
struct TextStyle {
  /// A colour or weight, by its ANSI code.
  enum Ink: String {
    case plain = ""
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case magenta = "35"
    case cyan = "36"
    case boldRed = "1;31"
    case boldGreen = "1;32"
    case boldYellow = "1;33"
    case boldMagenta = "1;35"
    case boldCyan = "1;36"
  }

  let color: Bool
  let unicode: Bool

  /// `text` in a colour, where colours are wanted.
  func paint(_ text: String, _ ink: Ink) -> String {
    color && ink != .plain && !text.isEmpty ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
  }

  var dash: String { unicode ? "–" : "-" }
  /// What stands between facts on one line.
  var separator: String { unicode ? " · " : "; " }
  var rule: String { unicode ? "─" : "-" }
}

extension TextStyle {
  /// Writes the octets of a text in a colour, where colours are wanted.
  func paint(_ octets: UnsafeBufferPointer<UInt8>, _ ink: Ink, to buffer: inout ByteBuffer) {
    let isPainted = color && ink != .plain && !octets.isEmpty
    if isPainted {
      buffer.append("\u{1B}[")
      buffer.append(ink.rawValue)
      buffer.append("m")
    }
    buffer.append(UnsafeRawBufferPointer(octets).bytes)
    if isPainted { buffer.append("\u{1B}[0m") }
  }

  /// Writes a text in a colour, where colours are wanted.
  func paint(_ text: String, _ ink: Ink, to buffer: inout ByteBuffer) {
    var text = text
    text.withUTF8 { paint($0, ink, to: &buffer) }
  }
}
