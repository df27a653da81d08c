/// Tags in which two numbers in base 36 stand end to end, so that one of them must be known.
enum CaddyTag {
  /// The reading in which the tag ends with `completeLength`.
  static func readings(_ text: String, _ completeLength: Int?) -> [TagReading] {
    guard let completeLength, completeLength >= 0 else { return [] }
    let size = String(completeLength, radix: 36)
    guard text.hasSuffix(size), let time = UInt64(text.dropLast(size.utf8.count), radix: 36) else {
      return []
    }
    let unit: UInt64 = time > 1 << 40 ? 1_000_000_000 : 1
    return NumberTag.reading(.caddy, size: UInt64(completeLength), time: time, unit: unit)
  }
}
