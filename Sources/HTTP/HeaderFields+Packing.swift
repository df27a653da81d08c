public import Bytes

/// Header sections in few octets: what is a section's own, beside the exemplar that it is like.
extension HeaderFields {
  /// The octets that `pack` writes, at most: no length of a value takes more than three.
  public var packedSize: Int { 10 + (own.map { $0.size + $0.count } ?? 0) }

  /// Writes what is its own.
  public func pack(_ writer: inout PackedWriter) {
    writer.put(own?.lines ?? 0)
    own?.pack(&writer)
  }

  /// The section like an exemplar whose own was written.
  public init(_ exemplar: Exemplar, unpacking reader: inout PackedReader) {
    let lines = reader.number()
    self.init(exemplar, but: lines == 0 ? nil : OwnValues.of(lines, unpacking: &reader))
  }
}
