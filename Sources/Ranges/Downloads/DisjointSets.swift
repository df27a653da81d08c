/// Integers `0..<count` in sets that are only ever joined.
struct DisjointSets {
  private var parent: [Int]

  /// Each integer in a set of its own.
  init(_ count: Int) { parent = Array(0..<count) }

  /// The least member known of the set that holds `item`: the same for all members.
  mutating func root(_ item: Int) -> Int {
    var item = item
    while parent[item] != item {
      parent[item] = parent[parent[item]]
      item = parent[item]
    }
    return item
  }

  /// Makes one set of two; its root is the lesser of the two roots.
  mutating func join(_ a: Int, _ b: Int) {
    let (a, b) = (root(a), root(b))
    parent[max(a, b)] = min(a, b)
  }
}
