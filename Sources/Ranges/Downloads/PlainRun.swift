import Bytes

/// A download of which every exchange is whole, and each but the first says what the one before it
/// said, of one address and one server.
///
/// Most are of that kind. What is told of them then follows from rows alone.
struct PlainRun {
  /// What it covered.
  let covered: [Range<Int>]
  /// Bytes that were delivered, in all.
  let deliveredBytes: Int
  /// Of these, what had come before.
  let redundantBytes: Int
  /// Whether each exchange goes on at the end of what came before, under a tag, or asks elsewhere, none
  /// of them behind the end of all, and none stood still: nothing is to be said of any.
  let isUneventful: Bool
  /// The most exchanges in a row of which each begins where the one before ended, and when it had.
  let longestRow: Int

  /// What follows from rows; `nil` where more is to be looked at.
  ///
  /// - Parameters:
  ///   - rows: Those of all exchanges.
  ///   - group: The indices of the exchanges of the download.
  ///   - length: The complete length, as its first exchange tells it.
  init?(_ rows: [ExchangeRow], _ group: ExchangeGroups.Members, length: Int) {
    var set = IntervalSet()
    var delivered = 0
    var isCompared = false
    var isUneventful = true
    var (inARow, longest) = (1, 1)
    var (last, done) = (0, Int64.min)
    let address = rows[group[0]].address
    for (place, index) in group.enumerated() {
      let row = rows[index]
      guard row.flags.contains(place == 0 ? .isWhole : [.isWhole, .goesOn]), row.address == address
      else { return nil }
      if row.flags.contains(.hasStalled) { isUneventful = false }
      if place > 0 {
        // Whether it had arrived or not: it goes on at the end of what is held, or asks elsewhere.
        let end = row.first > 0 ? set.interval(holding: row.first - 1)?.upperBound : nil
        let isUsual = end.map { $0 == row.first && row.flags.contains(.isConditional) } ?? true
        if !isUsual || row.first > length { isUneventful = false }
        inARow = row.first == last && done <= row.time ? inARow + 1 : 1
        longest = max(longest, inARow)
      }
      (last, done) = (row.end, row.done)
      delivered += row.end - row.first
      set.insert(row.first..<row.end)
      if row.flags.contains(.isCompared) { isCompared = true }
    }
    // What came twice may differ.
    guard !isCompared || set.length == delivered else { return nil }
    covered = set.ranges
    deliveredBytes = delivered
    redundantBytes = delivered - set.length
    self.isUneventful = isUneventful
    longestRow = longest
  }
}
