/// Text of which each character takes one column and stands by itself, as nearly all that is
/// written: ASCII, Latin, and the signs that a report is drawn with.
///
/// Of such text the columns are counted, and lines broken, by octet.
enum PlainColumns {
  /// How many columns the octets of a text take; `nil` where they are not such text.
  ///
  /// - Parameter octets: valid UTF-8.
  /// - Returns: the columns.
  static func count(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
    isASCII(octets) ? octets.count : countSigns(octets)
  }

  /// Whether all octets are of ASCII, controls included.
  static func isASCII(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
    var all: UInt8 = 0
    for octet in octets { all |= octet }
    return all < 0x80
  }

  /// Whether all octets are of ASCII and can be seen, or are blanks.
  static func isPrintable(_ octets: UnsafeBufferPointer<UInt8>) -> Bool {
    // Without a way out of the loop sixteen of them are looked at in one step.
    var others: UInt8 = 0
    for octet in octets { others |= octet &- 0x20 > 0x5E ? 1 : 0 }
    return others == 0
  }

  /// How many octets the first `columns` columns of such text take.
  static func octets(of text: UnsafeBufferPointer<UInt8>, columns: Int) -> Int {
    var left = columns
    var index = 0
    while index < text.count {
      if beginsCharacter(text[index]) {
        if left == 0 { break }
        left -= 1
      }
      index += 1
    }
    return index
  }

  @inline(__always)
  static func beginsCharacter(_ octet: UInt8) -> Bool { octet & 0xC0 != 0x80 }

  private static func countSigns(_ octets: UnsafeBufferPointer<UInt8>) -> Int? {
    var columns = 0
    var index = 0
    while index < octets.count {
      switch octets[index] {
      case ..<0x80: index += 1
      case ..<0xCC: index += 2  // Up to U+02FF, behind which marks begin that stand on others.
      case 0xE2 where isSign(octets[index + 1], octets[index + 2]): index += 3
      default: return nil
      }
      columns += 1
    }
    return columns
  }

  /// Whether a character from U+2000 on is punctuation, an arrow or a block: none of those that join
  /// what is around them (U+200B to U+200F), and none of the marks from U+20C0 and U+2CC0 on.
  private static func isSign(_ second: UInt8, _ third: UInt8) -> Bool {
    switch second {
    case 0x80: third >= 0x90
    case 0x81, 0x82, 0x84...0xB1: true
    default: false
    }
  }
}

/// The lines of a plain text, broken at blanks; longer words are cut through.
struct PlainLines {
  private let text: UnsafeBufferPointer<UInt8>
  private let columns: Int
  private var position = 0

  private static let blank = UInt8(ascii: " ")

  /// The lines of `text`, of at most `columns`; `nil` where it is not plain, or has several blanks in
  /// a row, of which a line would keep one.
  init?(_ text: UnsafeBufferPointer<UInt8>, columns: Int) {
    guard PlainColumns.count(text) != nil, !Self.hasGaps(text) else { return nil }
    self.text = text
    self.columns = columns
  }

  /// The octets of the next line, without blanks around it.
  mutating func next() -> Range<Int>? {
    if position < text.count, text[position] == Self.blank { position += 1 }
    guard position < text.count else { return nil }
    let start = position
    var end = start
    var used = 0
    while position < text.count {
      let (wordEnd, width) = word()
      if used == 0, width > columns {
        position += PlainColumns.octets(
          of: UnsafeBufferPointer(rebasing: text[position..<wordEnd]), columns: columns)
        return start..<position
      }
      let needed = used > 0 ? used + 1 + width : width
      if needed > columns { break }
      used = needed
      end = wordEnd
      position = wordEnd + 1
    }
    return start..<end
  }

  /// Where the word that begins here ends, and how many columns it takes.
  private func word() -> (end: Int, columns: Int) {
    var end = position
    var columns = 0
    while end < text.count, text[end] != Self.blank {
      if PlainColumns.beginsCharacter(text[end]) { columns += 1 }
      end += 1
    }
    return (end, columns)
  }

  private static func hasGaps(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 1 else { return false }
    var gaps: UInt8 = 0
    for index in 1..<text.count {
      gaps |= text[index - 1] == blank && text[index] == blank ? 1 : 0
    }
    return gaps != 0
  }
}
