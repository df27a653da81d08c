/// A header section of which values are read: one that is held, or one in a row.
public protocol HeaderSection {
  /// The section that has its names and all values but its own.
  var exemplar: HeaderFields.Exemplar { get }

  /// What tells the exemplar from others: to ask for it takes no count of a reference.
  var exemplarID: ObjectIdentifier { get }

  /// Whether a value is taken from the exemplar, where that stands for several sections.
  func takes(_ index: Int) -> Bool

  /// Lends the octets of the value of a field line, as they were sent.
  func withValue<Result>(_ index: Int, _ body: (RawSpan) -> Result) -> Result
}

extension HeaderFields: HeaderSection {
  /// What tells the exemplar from others.
  @inlinable public var exemplarID: ObjectIdentifier { ObjectIdentifier(exemplar) }

  /// Lends the octets of the value of a field line, as they were sent.
  @inlinable @inline(__always)
  public func withValue<Result>(_ index: Int, _ body: (RawSpan) -> Result) -> Result {
    withValue(at: index) { body($0.bytes) }
  }
}
