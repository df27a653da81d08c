/// Names that may have been meant by one that is none of them.
enum NearNames {
  /// The names nearest to a word, best first: at most three; none where nothing is near.
  static func of(_ word: String, among names: [String]) -> [String] {
    let word = word.lowercased()
    let limit = max(2, word.count / 3)
    let rated = names.enumerated().compactMap { index, name -> (Int, Int, String)? in
      let distance = distance(word, name)
      // A part of a name is near however much is missing.
      let isPart = word.count >= 3 && (name.contains(word) || word.contains(name))
      guard isPart || distance <= limit else { return nil }
      return (isPart ? min(distance, limit) : distance, index, name)
    }
    return rated.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.prefix(3).map(\.2)
  }

  /// `did you mean a, b or c?`; `nil` where there is nothing to ask.
  static func question(_ names: [String]) -> String? {
    guard let last = names.last else { return nil }
    let others = names.dropLast().joined(separator: ", ")
    return "did you mean \(others.isEmpty ? last : "\(others) or \(last)")?"
  }

  /// How many letters must be put in, taken out or changed to make one word of the other.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a.utf8.prefix(64)), Array(b.utf8))
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
