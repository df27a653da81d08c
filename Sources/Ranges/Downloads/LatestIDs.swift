/// For each key the id that it was given last; that of the key given last is at hand.
struct LatestIDs<Key: Hashable> {
  private var others: [Key: Int] = [:]
  private var last: (key: Key, id: Int)?

  /// Gives the key given last another id.
  mutating func renew(_ id: Int) { last?.id = id }

  subscript(_ key: Key) -> Int? {
    get { last?.key == key ? last?.id : others[key] }
    set {
      guard last?.key != key else {
        last = newValue.map { (key, $0) }
        return
      }
      if let last { others[last.key] = last.id }
      last = newValue.map { (key, $0) }
    }
  }
}
