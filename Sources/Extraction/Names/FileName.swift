/// A file name that is made of what the traffic says, and is safe wherever it is written.
///
/// It has no separator, control, format or private character, begins with no dot, dash or tilde, ends
/// with no dot or blank, is no name of a device, and has at most `longest` bytes.
public struct FileName: Hashable, Sendable {
  /// The bytes of UTF-8 that a name may have: something is put behind it, and systems allow 255.
  public static let longest = 180
  /// The longest part behind the last dot that is kept when a name is cut, in bytes with the dot.
  private static let longestExtension = 17

  /// The name.
  public private(set) var text: String

  /// What is left of `text` when all that is dangerous is gone; `nil` where that is nothing.
  ///
  /// Of a path it is the last segment.
  public init?(cleaning text: String) {
    let last = text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "/" || $0 == "\\" }
    ).last
    var scalars = String.UnicodeScalarView()
    // What lies far behind the bound makes no difference but for the extension.
    for scalar in Self.bounded(last ?? text.unicodeScalars[...]) {
      scalars.append(Self.replacement(scalar))
    }
    let name = Self.cut(Self.trimmed(Substring(String(scalars))))
    guard let first = name.unicodeScalars.first, name.contains(where: { $0 != "_" }) else {
      return nil
    }
    let isOption = first == "." || first == "-" || first == "~"
    self.text =
      isOption ? "_" + name.dropFirst() : Self.isDevice(name) ? "_" + name : String(name)
  }

  /// A name that is known to be safe.
  init(known text: String) { self.text = text }

  /// The name with `suffix` before its extension.
  public func with(_ suffix: String) -> FileName {
    let dot = text.lastIndex(of: ".") ?? text.endIndex
    guard dot != text.startIndex else { return FileName(known: text + suffix) }
    return FileName(known: text[..<dot] + suffix + text[dot...])
  }

  /// The beginning and the end of a name of any length.
  private static func bounded(
    _ scalars: Substring.UnicodeScalarView
  ) -> some Sequence<Unicode.Scalar> {
    let ends = (front: 2 * longest, back: 2 * longestExtension)
    guard scalars.count > ends.front + ends.back else { return Array(scalars) }
    return Array(scalars.prefix(ends.front)) + Array(scalars.suffix(ends.back))
  }

  /// What stands for a scalar: itself, a blank or a low line.
  private static func replacement(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "<", ">", ":", "\"", "|", "?", "*", "\u{FFFD}": return "_"
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return "_"
    case .spaceSeparator: return " "
    // A variation selector or a filler has no look of its own.
    default: return scalar.properties.isDefaultIgnorableCodePoint ? "_" : scalar
    }
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while let last = text.unicodeScalars.last, last == " " || last == "." {
      text.unicodeScalars.removeLast()
    }
    return text
  }

  private static func cut(_ text: Substring) -> Substring {
    guard text.utf8.count > longest else { return text }
    var tail = ""
    if let dot = text.lastIndex(of: "."), text[dot...].utf8.count <= longestExtension {
      tail = String(text[dot...])
    }
    var head = String.UnicodeScalarView()
    var room = longest - tail.utf8.count
    for scalar in text.unicodeScalars {
      room -= UTF8.width(scalar)
      guard room >= 0 else { break }
      head.append(scalar)
    }
    return trimmed(trimmed(Substring(String(head))) + Substring(tail))
  }

  /// Whether Windows takes a name for a device, whatever stands behind its first dot.
  private static func isDevice(_ name: Substring) -> Bool {
    let stem = trimmed(name.prefix { $0 != "." }).uppercased()
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"].contains(stem) { return true }
    guard stem.hasPrefix("COM") || stem.hasPrefix("LPT") else { return false }
    let digit = stem.dropFirst(3)
    return digit.count == 1 && "0123456789¹²³".contains(digit)
  }
}
