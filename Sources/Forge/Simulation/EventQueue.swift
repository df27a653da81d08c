/// What is to happen, earliest first; of two at the same time the one that was added first.
struct EventQueue<Element> {
  private var heap: [(time: Int64, order: UInt64, element: Element)] = []
  private var added: UInt64 = 0

  var isEmpty: Bool { heap.isEmpty }
  var firstTime: Int64? { heap.first?.time }

  mutating func add(_ element: Element, at time: Int64) {
    heap.append((time, added, element))
    added += 1
    var child = heap.count - 1
    while child > 0, precedes(child, (child - 1) / 2) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() -> (time: Int64, element: Element)? {
    guard let last = heap.popLast() else { return nil }
    guard let first = heap.first else { return (last.time, last.element) }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in 2 * parent + 1...2 * parent + 2
      where child < heap.count && precedes(child, least) {
        least = child
      }
      if least == parent { break }
      heap.swapAt(least, parent)
      parent = least
    }
    return (first.time, first.element)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    (heap[a].time, heap[a].order) < (heap[b].time, heap[b].order)
  }
}
