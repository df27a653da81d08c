import Bytes
import Phrases

/// Numbers as people read them.
enum NumberText {
  /// `8,322,278`.
  static func grouped(_ value: Int) -> String { PlainText.grouped(value) }

  /// `7.9 MiB`; below 1,024 bytes `nil`, as the number itself is short enough.
  static func binary(_ bytes: Int) -> String? {
    guard bytes >= 1024 else { return nil }
    var whole = bytes
    var unit = 0
    var tenths = 0
    repeat {
      tenths = whole % 1024 * 10 / 1024
      whole /= 1024
      unit += 1
    } while whole >= 1024
    return "\(whole).\(tenths) \(["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"][unit])"
  }

  /// `8,322,278 bytes (7.9 MiB)`.
  static func bytes(_ count: Int) -> Statement {
    let text = counted(count, "byte")
    return binary(count).map { "\(text) (\($0))" } ?? text
  }

  /// `3.1 MiB/s over 1.2 s`.
  static func rate(_ bytesPerSecond: Int, over nanoseconds: Int64) -> Statement {
    "\(binary(bytesPerSecond) ?? "\(bytesPerSecond) B")/s over \(duration(nanoseconds: nanoseconds))"
  }

  /// `1 gap`, `2 gaps`; of a noun that takes no s, `many` is given.
  static func counted(_ count: Int, _ noun: String, many: String? = nil) -> Statement {
    Statement(count: grouped(count), count == 1 ? noun : many ?? noun + "s")
  }

  /// A share of a whole, as `37 %`; never rounded to all or nothing.
  static func share(_ part: Int, of whole: Int) -> Statement {
    guard whole > 0 else { return Statement(text: "0 %") }
    let percent = Int((Double(part) * 100 / Double(whole)).rounded())
    if percent == 0, part > 0 { return "below 1 %" }
    if percent >= 100, part < whole { return "above 99 %" }
    return Statement(text: "\(percent) %")
  }

  /// Seconds with three digits after the point, as `1.250`.
  static func seconds(nanoseconds: Int64) -> String {
    let milliseconds = Int(nanoseconds.magnitude / 1_000_000)
    var text = ByteBuffer(capacity: 32)
    if nanoseconds < 0, milliseconds > 0 { text.append(UInt8(ascii: "-")) }
    text.append(grouped(milliseconds / 1000))
    text.append(UInt8(ascii: "."))
    text.append(decimal: milliseconds % 1000, width: 3)
    return text.text
  }

  /// A length of time in the unit that suits it: `0.41 ms`, `812 ms`, `12.3 s`, `4 min 05 s`.
  static func duration(nanoseconds: Int64) -> String {
    let value = Int(nanoseconds.magnitude)
    let sign = nanoseconds < 0 ? "-" : ""
    switch value {
    case 0: return "0 ms"
    case ..<10_000_000:
      // Two digits that matter: 0.41 ms, 8.5 ms.
      let hundredths = value / 10_000
      let last = hundredths < 100 ? String(hundredths % 10) : ""
      return "\(sign)\(hundredths / 100).\(hundredths / 10 % 10)\(last) ms"
    case ..<1_000_000_000: return "\(sign)\(value / 1_000_000) ms"
    case ..<60_000_000_000:
      return "\(sign)\(value / 1_000_000_000).\(value / 100_000_000 % 10) s"
    case ..<3_600_000_000_000:
      let seconds = value / 1_000_000_000
      return "\(sign)\(seconds / 60) min \(seconds % 60 < 10 ? "0" : "")\(seconds % 60) s"
    default:
      let minutes = value / 60_000_000_000
      return "\(sign)\(grouped(minutes / 60)) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
    }
  }

  /// Positions as in HTTP, without separators, so that they can be searched for: `0-32767`.
  static func range(_ range: Range<Int>) -> String {
    guard let range = InclusiveRange(range) else { return "" }
    return "\(range.first)-\(range.last)"
  }

  /// At most `limit` ranges, and how many more there are.
  static func ranges(_ ranges: some Collection<Range<Int>>, limit: Int) -> Statement {
    let shown = ranges.prefix(limit).map { range($0) }.joined(separator: ", ")
    return ranges.count > limit
      ? "\(shown) and \(grouped(ranges.count - limit)) more" : Statement(text: shown)
  }
}
