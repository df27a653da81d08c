/// A window on the bytes of an input: what was read and is not used up yet lies here in one piece.
///
/// It is filled by large blocks. What is left of a block moves to the front before the next is read,
/// so that a record is parsed and lent where it lies. It grows only when it is nearly full of bytes
/// that are there, so that no length in a file makes it large.
final class BlockBuffer {
  /// What one read asks for: larger ones leave the processor's cache and were slower.
  static let usualCapacity = 256 * 1024

  let input: any ByteInput
  /// Whether the input has nothing more.
  private(set) var isAtEnd = false
  private var memory: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  /// Where the first byte of the memory lies in the input.
  private var base: Int

  /// A window on `input`, whose next byte is the one at `offset`.
  init(_ input: any ByteInput, at offset: Int = 0, capacity: Int = usualCapacity) {
    self.input = input
    base = offset
    unsafe memory = .allocate(byteCount: max(capacity, 1), alignment: 16)
  }

  deinit { unsafe memory.deallocate() }

  /// Where the first unused byte lies, in bytes from the start of the input.
  var offset: Int { base + start }

  /// How many bytes are here and unused.
  var count: Int { end - start }

  /// The bytes that are here and unused; they stay where they are until the next `fill`.
  var unread: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(rebasing: memory[start..<end])
  }

  /// Uses up `count` bytes, of those that are here.
  func consume(_ count: Int) {
    precondition(count >= 0 && count <= end - start)
    start += count
  }

  /// Reads once; returns whether there are more bytes than before.
  func fill() -> Bool {
    if isAtEnd { return false }
    if start > 0 {
      if start < end {
        unsafe memory.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[start..<end]))
      }
      base += start
      end -= start
      start = 0
    }
    // Otherwise what is held to look ahead would be moved for each record.
    if unsafe end > memory.count / 4 * 3 || end == memory.count { grow() }
    let count = unsafe input.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[end...]))
    isAtEnd = count == 0
    end += count
    return count > 0
  }

  /// Reads until at least `count` bytes are here; returns whether they are.
  func fill(toHold count: Int) -> Bool {
    while self.count < count {
      if !fill() { return false }
    }
    return true
  }

  /// Leaves out what lies before `offset`; returns whether there was so much.
  func skip(to offset: Int) -> Bool {
    while self.offset < offset {
      if count == 0, !fill() { return false }
      consume(min(count, offset - self.offset))
    }
    return true
  }

  private func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: unsafe memory.count * 2, alignment: 16)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(memory))
    unsafe memory.deallocate()
    unsafe memory = unsafe larger
  }
}
