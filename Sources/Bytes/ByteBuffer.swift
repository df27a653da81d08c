/// Bytes that are written one behind another, to be handed on in one piece and written anew.
///
/// Texts of many megabytes pass through it: an append is a store and a comparison, without the count
/// of references that an array looks at each time. It keeps the memory that it once needed.
public struct ByteBuffer: ~Copyable {
  @usableFromInline var start: UnsafeMutableRawPointer
  @usableFromInline var capacity: Int
  @usableFromInline var length = 0

  /// How many bytes there are.
  @inlinable
  public var count: Int { length }

  /// No bytes, with room for `capacity` of them.
  public init(capacity: Int) {
    self.capacity = max(capacity, 64)
    start = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 8)
  }

  deinit { start.deallocate() }

  /// The bytes, lent for the call.
  ///
  /// - Throws: what `body` throws.
  /// - Returns: what `body` returns.
  @inlinable
  public func withBytes<Result>(_ body: (RawSpan) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: start, count: count).bytes)
  }

  /// The bytes as text; what is no UTF-8 is replaced.
  public var text: String {
    withBytes { $0.withUnsafeBytes { String(decoding: $0, as: UTF8.self) } }
  }

  /// Forgets all bytes behind the first `count`.
  @inlinable
  public mutating func truncate(to count: Int) {
    precondition(count >= 0 && count <= length)
    length = count
  }

  /// Makes room for so many bytes more.
  @inlinable @inline(__always)
  public mutating func reserve(_ added: Int) {
    if capacity &- length < added { grow(added) }
  }

  /// One byte.
  @inlinable @inline(__always)
  public mutating func append(_ byte: UInt8) {
    reserve(1)
    start.storeBytes(of: byte, toByteOffset: length, as: UInt8.self)
    length &+= 1
  }

  /// The bytes of `bytes`.
  @inlinable @inline(__always)
  public mutating func append(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { append(copying: $0.baseAddress, $0.count) }
  }

  /// The bytes of a text of ours.
  @inlinable @inline(__always)
  public mutating func append(_ text: StaticString) {
    let count = text.utf8CodeUnitCount
    reserve(count)
    Self.copy(count, from: text.utf8Start, to: start + length)
    length &+= count
  }

  /// The UTF-8 of a text; a literal is none, but a text of ours.
  @_disfavoredOverload
  public mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { append(copying: $0.baseAddress, $0.count) }
  }

  /// One byte, so many times.
  @inlinable
  public mutating func append(repeating byte: UInt8, count added: Int) {
    guard added > 0 else { return }
    reserve(added)
    (start + length).initializeMemory(as: UInt8.self, repeating: byte, count: added)
    length += added
  }

  /// Copies so many bytes, in words where there are enough: quicker than a call for a few.
  @inlinable @inline(__always)
  public static func copy(
    _ count: Int, from source: UnsafeRawPointer, to target: UnsafeMutableRawPointer
  ) {
    func move<Word: BitwiseCopyable>(_ offset: Int, _ type: Word.Type) {
      target.storeBytes(
        of: source.loadUnaligned(fromByteOffset: offset, as: type), toByteOffset: offset, as: type)
    }
    if count > 64 { return target.copyMemory(from: source, byteCount: count) }
    if count >= 8 {
      var offset = 0
      while offset &+ 8 < count {
        move(offset, UInt64.self)
        offset &+= 8
      }
      // The last word overlaps the one before.
      move(count &- 8, UInt64.self)
    } else if count >= 4 {
      move(0, UInt32.self)
      move(count &- 4, UInt32.self)
    } else {
      var offset = 0
      while offset < count {
        move(offset, UInt8.self)
        offset &+= 1
      }
    }
  }

  /// What `body` writes at the end, of which it gives the length: at most `most` bytes.
  @inlinable @inline(__always)
  public mutating func write(atMost most: Int, _ body: (UnsafeMutableRawPointer) -> Int) {
    reserve(most)
    length &+= body(start + length)
    assert(length <= capacity)
  }

  /// A decimal number, with zeros before it where it has less than `width` digits.
  public mutating func append(decimal value: Int, width: Int = 1) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    if rest < 10, width <= 1 {
      append(UInt8(truncatingIfNeeded: 48 &+ rest))
      return
    }
    let digits = max(Self.digits(rest), width)
    reserve(digits)
    var place = length &+ digits
    // Two digits a step.
    while rest >= 100 {
      let next = rest / 100
      place &-= 2
      start.storeBytes(
        of: Self.pair(Int(rest &- next &* 100)), toByteOffset: place, as: UInt16.self)
      rest = next
    }
    if rest >= 10 {
      place &-= 2
      start.storeBytes(of: Self.pair(Int(rest)), toByteOffset: place, as: UInt16.self)
    } else {
      place &-= 1
      start.storeBytes(
        of: UInt8(truncatingIfNeeded: 48 &+ rest), toByteOffset: place, as: UInt8.self)
    }
    while place > length {
      place &-= 1
      start.storeBytes(of: UInt8(ascii: "0"), toByteOffset: place, as: UInt8.self)
    }
    length &+= digits
  }

  /// How many digits a number has.
  @inline(__always)
  private static func digits(_ number: UInt) -> Int {
    // Nearly all numbers are small.
    if number < 10_000 { return number < 100 ? (number < 10 ? 1 : 2) : number < 1000 ? 3 : 4 }
    var digits = 5
    var rest = number / 100_000
    while rest > 0 {
      digits &+= 1
      rest /= 10
    }
    return digits
  }

  /// The two digits of a number below 100, as they stand in memory.
  @inline(__always)
  private static func pair(_ number: Int) -> UInt16 {
    let digits: StaticString = """
      00010203040506070809101112131415161718192021222324252627282930313233343536373839\
      40414243444546474849505152535455565758596061626364656667686970717273747576777879\
      8081828384858687888990919293949596979899
      """
    return UnsafeRawPointer(digits.utf8Start)
      .loadUnaligned(fromByteOffset: 2 &* number, as: UInt16.self)
  }

  @inlinable @inline(__always)
  mutating func append(copying source: UnsafeRawPointer?, _ added: Int) {
    guard added > 0, let source else { return }
    reserve(added)
    (start + length).copyMemory(from: source, byteCount: added)
    length &+= added
  }

  @usableFromInline @inline(never)
  mutating func grow(_ added: Int) {
    capacity = max(capacity * 2, length + added)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 8)
    larger.copyMemory(from: start, byteCount: length)
    start.deallocate()
    start = larger
  }
}
