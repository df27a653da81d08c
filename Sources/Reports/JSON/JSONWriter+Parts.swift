import Bytes
import Workers

/// Elements that several threads write, each some of them, handed on in order.
extension JSONWriter {
  /// How many elements a part has.
  private static let partLength = 128
  /// How many parts of each thread wait until they are handed on.
  private static let partsKept = 4

  /// Writes so many elements of the innermost container, or values outside of all.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - workers: Who writes them.
  ///   - write: Writes those of some numbers, and flushes behind each; each thread has a writer of its
  ///     own.
  /// - Throws: what the sink throws.
  mutating func parts(
    _ count: Int, by workers: Workers, _ write: (inout JSONWriter, Range<Int>) throws -> Void
  ) throws {
    let length = Self.partLength
    guard workers.count > 1, count > length, let sink else { return try write(&self, 0..<count) }
    try flush()
    for start in stride(from: 0, to: count, by: length * workers.count * Self.partsKept) {
      let rest = min(count - start, length * workers.count * Self.partsKept)
      let state = state
      let parts = workers.each((rest + length - 1) / length) { number in
        let first = start + number * length
        let part = JSONPart(state.later(isFirst: first == 0))
        // Without a sink nothing throws.
        try? write(&part.writer, first..<min(first + length, start + rest))
        return part
      }
      for part in parts { try part.writer.buffer.withBytes(sink) }
    }
    state = state.later(isFirst: false)
  }
}

/// What a thread writes.
private final class JSONPart {
  var writer: JSONWriter

  init(_ state: JSONWriter.State) { writer = JSONWriter(state) }
}
