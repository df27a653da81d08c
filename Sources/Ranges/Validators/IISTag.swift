/// Tags of IIS: the eight bytes of a FILETIME, least significant first, each in hexadecimal without
/// a leading zero, then a colon and a change number.
enum IISTag {
  private static let unixEpoch: UInt64 = 116_444_736_000_000_000

  /// The readings that a text admits: where zeros are left out, there can be several.
  static func readings(_ text: String) -> [TagReading] {
    guard text.utf8.contains(UInt8(ascii: ":")) else { return [] }
    let words = text.pieces(":")
    guard words.count == 2, 8...16 ~= words[0].utf8.count, UInt64(words[1], radix: 16) != nil else {
      return []
    }
    let digits = words[0].utf8.compactMap { byte in
      UInt64(String(decoding: CollectionOfOne(byte), as: UTF8.self), radix: 16)
    }
    guard digits.count == words[0].utf8.count else { return [] }
    var times: [UInt64] = []
    collect(digits[...], index: 0, value: 0, &times)
    return times.compactMap { time in
      guard time > unixEpoch else { return nil }
      let ticks = time - unixEpoch
      let seconds = Int64(ticks / 10_000_000)
      guard NumberTag.plausible.contains(seconds) else { return nil }
      var reading = TagReading(.iis)
      reading.modified = seconds
      reading.nanoseconds = Int(ticks % 10_000_000) * 100
      return reading
    }
  }

  /// All ways to take eight bytes of one or two digits from `digits`.
  private static func collect(
    _ digits: ArraySlice<UInt64>, index: UInt64, value: UInt64, _ times: inout [UInt64]
  ) {
    let left = 8 - Int(index)
    guard left...(2 * left) ~= digits.count else { return }
    guard left > 0 else {
      times.append(value)
      return
    }
    let first = digits[digits.startIndex]
    collect(digits.dropFirst(), index: index + 1, value: value | first << (8 * index), &times)
    guard digits.count > 1, first > 0 else { return }
    let byte = first << 4 | digits[digits.startIndex + 1]
    collect(digits.dropFirst(2), index: index + 1, value: value | byte << (8 * index), &times)
  }
}
