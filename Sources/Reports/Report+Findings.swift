import Analysis
import Rules

extension Report {
  /// The findings of a download, which stand together; of none, which stand last, where it is `nil`.
  func findings(ofDownload id: Int?) -> ArraySlice<Finding> {
    func first(where isPast: (Int) -> Bool) -> Int {
      var low = 0
      var high = findings.count
      while low < high {
        let middle = (low + high) / 2
        if isPast(findings[middle].download ?? .max) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    guard let id else { return findings[first { $0 == .max }...] }
    return findings[first { $0 >= id }..<first { $0 > id }]
  }
}
