/// A list of which the first element stands in the value itself, as there is seldom another: what is
/// looked at for nearly each message takes no memory elsewhere.
struct ShortList<Element> {
  private var one: Element?
  private var others: [Element] = []

  init() {}
}

extension ShortList: Sendable where Element: Sendable {}

extension ShortList: RandomAccessCollection, MutableCollection, RangeReplaceableCollection {
  var startIndex: Int { 0 }

  @inline(__always)
  var endIndex: Int { one == nil ? 0 : others.count &+ 1 }

  subscript(_ index: Int) -> Element {
    @inline(__always)
    get {
      if index == 0, let one { return one }
      return others[index - 1]
    }
    set {
      if index == 0, one != nil { one = newValue } else { others[index - 1] = newValue }
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if one == nil { one = element } else { others.append(element) }
  }

  @inline(__always)
  mutating func removeAll(keepingCapacity keepsCapacity: Bool = false) {
    one = nil
    if !others.isEmpty { others.removeAll(keepingCapacity: keepsCapacity) }
  }

  mutating func removeAll(where isUnwanted: (Element) throws -> Bool) rethrows {
    guard let one else { return }
    if others.isEmpty {
      if try isUnwanted(one) { self.one = nil }
    } else {
      let wanted = try filter { try !isUnwanted($0) }
      self = ShortList(wanted)
    }
  }

  mutating func replaceSubrange(
    _ range: Range<Int>, with elements: some Collection<Element>
  ) {
    var all = Array(self)
    all.replaceSubrange(range, with: elements)
    one = all.first
    others = Array(all.dropFirst())
  }
}
