public import Bytes

/// Header sections in few octets: what is a section's own, beside the exemplar that it is like.
extension HeaderFields {
  /// The octets that `pack` writes, at most.
  public var packedSize: Int { 10 + (own?.size ?? 0) }

  /// Writes what is its own.
  public func pack(_ writer: inout PackedWriter) {
    writer.put(own?.lines ?? 0)
    if let own { own.withOctets { writer.put($0) } }
  }

  /// The section like an exemplar whose own was written.
  public init(_ exemplar: Exemplar, unpacking reader: inout PackedReader) {
    let lines = reader.number()
    self.init(exemplar, but: lines == 0 ? nil : OwnValues.of(lines, unpacking: &reader))
  }
}
