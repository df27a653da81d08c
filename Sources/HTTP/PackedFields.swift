public import Bytes

/// A header section in a row, read where it stands.
///
/// Nothing of it is held: who looks at it sees to it that the row and the exemplar stay meanwhile.
public struct PackedFields {
  /// The section that has its names and all values but its own.
  public unowned(unsafe) let exemplar: HeaderFields.Exemplar
  /// What tells the exemplar from others.
  public let exemplarID: ObjectIdentifier
  /// A bit for each line whose value is its own.
  @usableFromInline let lines: UInt64
  /// Where the lengths of these values stand.
  @usableFromInline let lengths: PackedReader
  /// Where the first of them stands.
  @usableFromInline let values: PackedReader

  /// The section like an exemplar whose own `HeaderFields.pack` wrote, which is passed over.
  @inlinable @inline(__always)
  public init(_ exemplar: HeaderFields.Exemplar, at reader: inout PackedReader) {
    self.exemplar = exemplar
    exemplarID = ObjectIdentifier(exemplar)
    lines = reader.number()
    lengths = reader
    var length = 0
    for _ in 0..<lines.nonzeroBitCount { length &+= reader.int() }
    values = reader
    _ = reader.octets(length)
  }
}

extension PackedFields: HeaderSection {
  /// Whether the value of a field line is its own, and not taken from the exemplar.
  @inlinable @inline(__always)
  public func isOwn(_ index: Int) -> Bool {
    lines >> UInt64(truncatingIfNeeded: index) & 1 != 0
  }

  /// Whether a value is taken from the exemplar, where that stands for several sections.
  @inlinable @inline(__always)
  public func takes(_ index: Int) -> Bool { lines != 0 && !isOwn(index) }

  /// Lends the octets of the value of a field line, as they were sent.
  @inlinable @inline(__always)
  public func withValue<Result>(_ index: Int, _ body: (RawSpan) -> Result) -> Result {
    guard isOwn(index) else { return body(exemplar.value(index).bytes) }
    let rank = (lines & (1 << UInt64(truncatingIfNeeded: index) &- 1)).nonzeroBitCount
    var (lengths, values) = (lengths, values)
    for _ in 0..<rank { _ = values.octets(lengths.int()) }
    return body(values.octets(lengths.int()).bytes)
  }
}
