import Bytes

/// What heads have in common, kept once: where the lines of a section stand, and targets.
///
/// In one capture nearly all heads have one of a few layouts, and many ask for the same. What is
/// remembered is bounded.
public struct HeadTables {
  private var lines = [[HeaderFields.Line]](repeating: [], count: places)
  private var targets = [String](repeating: "", count: places)

  private static let places = 4096
  /// What is longer is not remembered: the longest table, in lines, and the longest target, in octets.
  private static let mostLines = 64
  private static let longestTarget = 512

  /// Nothing remembered.
  public init() {}

  fileprivate mutating func shared(_ table: [HeaderFields.Line]) -> [HeaderFields.Line] {
    guard 1...Self.mostLines ~= table.count else { return table }
    let place = table.withUnsafeBytes { Self.place($0) }
    if lines[place] != table { lines[place] = table }
    return lines[place]
  }

  fileprivate mutating func shared(_ target: String) -> String {
    // A text of up to 15 octets takes no memory of its own.
    guard 16...Self.longestTarget ~= target.utf8.count else { return target }
    var own = target
    return own.withUTF8 { text in
      let octets = UnsafeRawBufferPointer(text)
      let place = Self.place(octets)
      let isKnown =
        targets[place].utf8.withContiguousStorageIfAvailable { known in
          known.count == octets.count
            && OctetHash.areSame(UnsafeRawBufferPointer(known), from: 0, octets)
        } ?? false
      if !isKnown { targets[place] = target }
      return targets[place]
    }
  }

  private static func place(_ octets: UnsafeRawBufferPointer) -> Int {
    Int(truncatingIfNeeded: OctetHash.of(octets)) & (places - 1)
  }
}

extension RequestHead {
  /// Takes what it has in common with others from those that are remembered.
  public mutating func share(_ tables: inout HeadTables) {
    target = tables.shared(target)
    fields.lines = tables.shared(fields.lines)
  }
}

extension ResponseHead {
  /// Takes what it has in common with others from those that are remembered.
  public mutating func share(_ tables: inout HeadTables) {
    fields.lines = tables.shared(fields.lines)
  }
}
