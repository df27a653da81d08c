import Bytes

/// Tags of object stores.
enum StoreTag {
  /// Ticks of 100 nanoseconds from the year 1 to 1970.
  private static let ticksTo1970: UInt64 = 621_355_968_000_000_000

  /// The readings that a text admits.
  static func readings(_ text: String) -> [TagReading] {
    // No form of these is shorter.
    guard text.utf8.count >= 16 else { return [] }
    let words = text.pieces("-")
    if let first = words.first, isMD5(first) {
      if words.count == 1 { return [TagReading(.md5)] }
      if words.count == 2, let parts = Int(words[1]), 1...10_000 ~= parts {
        var reading = TagReading(.multipartUpload)
        reading.parts = parts
        return [reading]
      }
    }
    guard text.hasPrefix("0x"), let ticks = UInt64(text.dropFirst(2), radix: 16),
      ticks > ticksTo1970
    else { return [] }
    let seconds = Int64((ticks - ticksTo1970) / 10_000_000)
    guard NumberTag.plausible.contains(seconds) else { return [] }
    var reading = TagReading(.azure)
    reading.modified = seconds
    reading.nanoseconds = Int((ticks - ticksTo1970) % 10_000_000) * 100
    return [reading]
  }

  private static func isMD5(_ text: Substring) -> Bool {
    text.utf8.count == 32
      && text.utf8.allSatisfy {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0
      }
  }
}
