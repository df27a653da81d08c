/// Tags made of numbers: sizes, times and inodes.
enum NumberTag {
  /// Seconds since 1970 that are taken as times of files: 1990 to 2100.
  static let plausible: ClosedRange<Int64> = 631_152_000...4_102_444_800

  /// All readings that a text admits.
  static func readings(_ text: String) -> [TagReading] {
    let bare = text.hasSuffix("-gzip") ? String(text.dropLast(5)) : text
    var found: [TagReading] = []
    let words = bare.pieces("-")
    let hex = words.compactMap { UInt64($0, radix: 16) }
    if hex.count == words.count, 2...3 ~= hex.count {
      let (first, second) = (hex[hex.count - 2], hex[hex.count - 1])
      let inode = hex.count == 3 ? hex[0] : nil
      found += reading(.apache, size: first, time: second, unit: 1_000_000, inode: inode)
      if inode == nil {
        found += reading(.nginx, size: second, time: first, unit: 1)
        found += reading(.node, size: first, time: second, unit: 1_000)
        found += reading(.aiohttp, size: second, time: first, unit: 1_000_000_000)
      }
    }
    if words.count == 2, let size = UInt64(words[0]), let time = UInt64(words[1]) {
      found += reading(.tomcat, size: size, time: time, unit: 1_000)
    }
    guard bare.utf8.contains(UInt8(ascii: ":")) else { return found }
    let colons = bare.pieces(":").compactMap { UInt64($0, radix: 16) }
    if colons.count == 4 {
      found += reading(.actix, size: colons[1], time: colons[2], unit: 1, inode: colons[0])
    }
    return found
  }

  /// The reading of a size and a time in parts of a second, where both can be such.
  static func reading(
    _ form: TagForm, size: UInt64, time: UInt64, unit: UInt64, inode: UInt64? = nil
  ) -> [TagReading] {
    let seconds = Int64(time / unit)
    guard plausible.contains(seconds), let size = Int(exactly: size) else { return [] }
    var reading = TagReading(form)
    reading.size = size
    reading.modified = seconds
    reading.nanoseconds = Int(time % unit * (1_000_000_000 / unit))
    reading.inode = inode
    return [reading]
  }
}
