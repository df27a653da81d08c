import HTTP
import Ranges

/// What well-known servers encode in an entity tag.
///
/// A reading is a guess, and is called so.
enum ETagForm {
  /// The size and the modification time that a tag appears to hold.
  struct Reading: Equatable {
    var server: String
    var size: Int
    /// Seconds since 1970.
    var modified: Int64
  }

  /// Reads a tag in which one number is the complete length: then it is hardly chance.
  ///
  /// nginx writes `mtime-size`, Apache `size-mtime` or `inode-size-mtime` with microseconds, all
  /// in hexadecimal.
  static func reading(_ tag: EntityTag, completeLength: Int?) -> Reading? {
    guard let completeLength else { return nil }
    let words = tag.opaqueTag.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0, radix: 16) }
    guard numbers.count == words.count, 2...3 ~= numbers.count else { return nil }
    let (size, time) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
    if size == completeLength, time > 1_000_000_000_000 {
      return Reading(server: "Apache", size: size, modified: Int64(time / 1_000_000))
    }
    if numbers.count == 2, time == completeLength, size > 100_000_000 {
      return Reading(server: "nginx", size: time, modified: Int64(size))
    }
    return nil
  }

  /// A sentence, with a blank before it, on what two tags of one resource have in common.
  static func comparison(_ a: RangeExchange, _ b: RangeExchange) -> String {
    guard let first = a.response?.entityTag, let second = b.response?.entityTag,
      let x = reading(first, completeLength: a.completeLength),
      let y = reading(second, completeLength: b.completeLength), x.server == y.server
    else { return "" }
    let apart = abs(x.modified - y.modified)
    let size =
      x.size == y.size ? "the same size" : "sizes \(grouped(x.size)) and \(grouped(y.size))"
    return " Read as \(x.server)'s tags they hold \(size) and modification times "
      + (apart == 0 ? "of the same second." : "\(duration(apart)) apart.")
  }

  private static func duration(_ seconds: Int64) -> String {
    switch seconds {
    case ..<120: plural(Int(seconds), "second")
    case ..<7_200: plural(Int(seconds / 60), "minute")
    case ..<172_800: plural(Int(seconds / 3_600), "hour")
    default: plural(Int(seconds / 86_400), "day")
    }
  }
}
