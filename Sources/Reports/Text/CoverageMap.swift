/// What came of a representation, by position: what a coverage bar is drawn from.
struct CoverageMap {
  /// What one cell of a bar stands for.
  enum Cell: Equatable, CaseIterable {
    /// All of it came, once.
    case got
    /// All of it came, some of it more than once.
    case twice
    /// All of it came, some of it inferred from acknowledgements only.
    case unseen
    /// Some of it is missing.
    case partly
    /// All of it is missing.
    case missing
  }

  /// The length that the bar stands for.
  let length: Int
  private let covered: [Range<Int>]
  private let twice: [Range<Int>]
  private let unseen: [Range<Int>]

  /// - Parameters:
  ///   - length: the complete length; `nil` where it is unknown: then the bar ends where the last
  ///     byte came.
  ///   - covered: what came, in order and disjoint.
  ///   - parts: what each response brought, in any order.
  ///   - unseen: what of it was inferred only, in any order.
  init(length: Int?, covered: [Range<Int>], parts: [Range<Int>], unseen: [Range<Int>]) {
    self.length = max(length ?? 0, covered.last?.upperBound ?? 0)
    self.covered = covered
    self.twice = Self.overlaps(parts)
    self.unseen = Self.union(unseen)
  }

  /// The cells of a bar of `width` columns.
  ///
  /// A cell with a single byte missing shows it, however many bytes the cell stands for.
  func cells(_ width: Int) -> [Cell] {
    guard length > 0, width > 0 else { return [] }
    var start = 0
    return (0..<width).map { column in
      let next = position(column + 1, of: width)
      defer { start = next }
      return cell(start..<max(start + 1, next))
    }
  }

  private func cell(_ range: Range<Int>) -> Cell {
    let came = Self.count(of: covered, in: range)
    if came == 0 { return .missing }
    if came < range.count { return .partly }
    if Self.count(of: unseen, in: range) > 0 { return .unseen }
    return Self.count(of: twice, in: range) > 0 ? .twice : .got
  }

  /// Where a column begins; computed in 128 bits, as positions go up to 2⁶³.
  private func position(_ column: Int, of width: Int) -> Int {
    let product = UInt(length).multipliedFullWidth(by: UInt(column))
    return Int(UInt(width).dividingFullWidth(product).quotient)
  }

  /// How many positions of `range` lie in `ranges`, which are in order and disjoint.
  private static func count(of ranges: [Range<Int>], in range: Range<Int>) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var count = 0
    while low < ranges.count, ranges[low].lowerBound < range.upperBound {
      count += ranges[low].clamped(to: range).count
      low += 1
    }
    return count
  }

  /// What lies in at least one of `ranges`.
  static func union(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in sorted(ranges) { append(range, to: &result) }
    return result
  }

  /// What lies in at least two of `ranges`.
  static func overlaps(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var reached = Int.min
    for range in sorted(ranges) {
      if range.lowerBound < reached {
        append(range.lowerBound..<min(range.upperBound, reached), to: &result)
      }
      reached = max(reached, range.upperBound)
    }
    return result
  }

  private static func sorted(_ ranges: [Range<Int>]) -> [Range<Int>] {
    ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
  }

  private static func append(_ range: Range<Int>, to result: inout [Range<Int>]) {
    if let last = result.last, range.lowerBound <= last.upperBound {
      result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
    } else {
      result.append(range)
    }
  }
}
