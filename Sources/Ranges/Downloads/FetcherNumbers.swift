/// Who asked, by number: addresses are many, and those who ask for them few.
struct FetcherNumbers {
  private var all: [Fetcher] = []

  /// How many of the latest are looked through for one that is there: a list of others grows.
  private static let reach = 16

  /// The number of a fetcher, and another one perhaps where there are many.
  mutating func number(of fetcher: Fetcher) -> Int {
    if let known = all.lastIndex(of: fetcher, among: Self.reach) { return known }
    all.append(fetcher)
    return all.count - 1
  }

  subscript(number: Int) -> Fetcher { all[number] }
}

extension [Fetcher] {
  fileprivate func lastIndex(of fetcher: Fetcher, among reach: Int) -> Int? {
    indices.suffix(reach).last { self[$0] == fetcher }
  }
}
