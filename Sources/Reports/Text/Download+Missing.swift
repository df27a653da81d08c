import Phrases
import Ranges

/// What is missing, and of which version: that of another may have come.
extension Download {
  /// The numbers, from 1, of the versions that are one file and lack what is missing; empty where no
  /// bytes of another file came.
  var missingOf: [Int] {
    guard let last = lastVersion, mirrorOf.indices.contains(last),
      versions.indices.contains(where: {
        mirrorOf[$0] != mirrorOf[last] && !versions[$0].covered.isEmpty
      })
    else { return [] }
    return versions.indices.filter { mirrorOf[$0] == mirrorOf[last] }.map { $0 + 1 }
  }

  /// The first of `ranges`, which are missing, and the version that they are missing of.
  func missing(_ ranges: [Range<Int>], limit: Int) -> Statement {
    let text = NumberText.ranges(ranges, limit: limit)
    let numbers = missingOf
    return switch numbers.count {
    case 0: text
    case 1: "\(text), of version \(numbers[0])"
    default:
      "\(text), of versions \(numbers.map { Statement(text: String($0)) }.joined(separator: ", "))"
    }
  }
}
