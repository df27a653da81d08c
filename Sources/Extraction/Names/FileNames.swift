/// The names that are given to files of one directory: none twice.
///
/// Names that differ in case alone are one, as they are on many systems.
struct FileNames {
  /// Everything that is written for one file, by name.
  struct Family {
    var file: FileName
    /// What stands beside it: its map and the like.
    var others: [String]
  }

  private var taken: Set<String> = [key(ExtractionPlan.manifestName)]
  /// For each name asked for, the number that is tried next.
  private var next: [String: Int] = [:]

  /// A name that is free together with all that stands beside it: `wanted`, or with a number.
  mutating func take(_ wanted: FileName, _ family: (FileName) -> Family) -> Family {
    var number = next[Self.key(wanted.text), default: 1]
    while true {
      let candidate = family(number == 1 ? wanted : wanted.with("-\(number)"))
      number += 1
      let keys = ([candidate.file.text] + candidate.others).map(Self.key)
      guard keys.allSatisfy({ !taken.contains($0) }) else { continue }
      taken.formUnion(keys)
      next[Self.key(wanted.text)] = number
      return candidate
    }
  }

  /// Strings are equal where Unicode calls them equal, so composed and decomposed are one.
  private static func key(_ name: String) -> String { name.lowercased() }
}
