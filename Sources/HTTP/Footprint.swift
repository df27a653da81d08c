/// What is kept, in bytes of memory: near enough to bound it, and quick to ask for.

extension HeaderFields {
  /// The bytes of memory that the section takes besides its value, as if it shared none: the others
  /// may be let go of before it.
  public var footprint: Int {
    (own?.footprint ?? 192) + 64 + exemplar.section.count
      + exemplar.lines.count * MemoryLayout<Line>.stride
  }
}

extension RequestHead {
  /// The bytes of memory that the head takes besides its value.
  public var footprint: Int { method.utf8.count + target.utf8.count + fields.footprint }
}

extension ResponseHead {
  /// The bytes of memory that the head takes besides its value.
  public var footprint: Int { reason.utf8.count + fields.footprint }
}

extension MessageParser {
  /// The bytes of memory that are held of a head that is not whole.
  public var footprint: Int {
    switch head {
    case .request(let head)?: held.capacity + head.footprint
    case .response(let head)?: held.capacity + head.footprint
    case nil: held.capacity
    }
  }
}
