import Bytes

/// The header of a part while its lines come in.
///
/// Holds the unfinished line and the fields so far, bounded by `limit`.
struct PartHeader: Equatable {
  enum Event: Equatable {
    /// All bytes were taken; more are needed.
    case pending
    /// The empty line came.
    case ended
    /// A delimiter stands where a field should.
    case delimiter(DelimiterMatcher.Kind)
    case tooLong
  }

  static let limit = 16 * 1024

  private(set) var fields: [BodyPart.Field] = []
  private(set) var isMalformed = false
  private var line: [UInt8] = []
  private var byteCount = 0
  private let boundary: [UInt8]

  init(boundary: String) {
    self.boundary = [ASCII.hyphen, ASCII.hyphen] + Array(boundary.utf8)
  }

  /// Whether any byte of the header came.
  var isEmpty: Bool { byteCount == 0 }

  /// The bytes of the line under way.
  var unfinishedLineCount: Int { line.count }

  /// Takes lines from `index` on, and moves it past what was taken.
  mutating func receive(_ bytes: RawSpan, from index: inout Int) -> Event {
    while index < bytes.byteCount {
      let feed = bytes.firstIndex(of: ASCII.lineFeed, from: index)
      let wanted = (feed.map { $0 + 1 } ?? bytes.byteCount) - index
      let taken = min(wanted, Self.limit - byteCount)
      line.append(contentsOf: bytes.extracting(index..<index + taken).array())
      byteCount += taken
      index += taken
      guard taken == wanted else { return .tooLong }
      guard feed != nil else { return .pending }
      line.removeLast()
      if line.last == ASCII.carriageReturn { line.removeLast() }
      defer { line.removeAll(keepingCapacity: true) }
      if line.isEmpty { return .ended }
      if let kind = delimiter() { return .delimiter(kind) }
      addField()
    }
    return .pending
  }

  /// What delimiter the line under way is, if it is one.
  func delimiter() -> DelimiterMatcher.Kind? {
    guard line.starts(with: boundary) else { return nil }
    let rest = line.dropFirst(boundary.count)
    if rest.starts(with: [ASCII.hyphen, ASCII.hyphen]) { return .closing }
    return rest.allSatisfy(ASCII.isBlank) ? .part : nil
  }

  private mutating func addField() {
    if let first = line.first, ASCII.isBlank(first), !fields.isEmpty {
      let folded = Self.text(Self.trimmed(line[...]))
      fields[fields.count - 1].value += " " + folded
      return
    }
    guard let colon = line.firstIndex(of: ASCII.colon), colon > 0 else {
      isMalformed = true
      return
    }
    let name = Self.trimmed(line[..<colon])
    if name.isEmpty || name.count < colon || !name.allSatisfy(ASCII.isTokenCharacter) {
      isMalformed = true
    }
    fields.append(
      BodyPart.Field(
        name: Self.text(name), value: Self.text(Self.trimmed(line[(colon + 1)...]))))
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var slice = bytes.drop(while: ASCII.isBlank)
    while let last = slice.last, ASCII.isBlank(last) { slice.removeLast() }
    return slice
  }

  /// UTF-8, else ISO-8859-1.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}
