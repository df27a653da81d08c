import Bytes

/// What heads have in common, kept once: where the lines of a section stand, and targets.
///
/// In one capture nearly all heads have one of a few layouts, and many ask for the same. What is
/// remembered is bounded.
public struct HeadTables {
  private var lines: [[HeaderFields.Line]]
  private var targets: [String]

  private static let places = 4096
  /// What is longer is not remembered: the longest table, in lines, and the longest target, in octets.
  static let mostLines = 64
  private static let longestTarget = 512

  /// Nothing remembered yet.
  public init() { self.init(places: Self.places) }

  /// What remembers nothing at all.
  static var none: HeadTables { HeadTables(places: 0) }

  private init(places: Int) {
    lines = [[HeaderFields.Line]](repeating: [], count: places)
    targets = [String](repeating: "", count: places)
  }

  /// A table as an array, that of an equal one where it is remembered.
  mutating func lines(_ table: UnsafeBufferPointer<HeaderFields.Line>) -> [HeaderFields.Line] {
    guard 1...Self.mostLines ~= table.count, !lines.isEmpty else { return Array(table) }
    let octets = UnsafeRawBufferPointer(table)
    let place = Self.place(octets)
    let isKnown = lines[place].withUnsafeBytes { known in
      known.count == octets.count && OctetHash.areSame(known, from: 0, octets)
    }
    if !isKnown { lines[place] = Array(table) }
    return lines[place]
  }

  /// A target as text, that of an equal one where it is remembered.
  mutating func target(_ octets: UnsafeRawBufferPointer) -> String {
    // A text of up to 15 octets takes no memory of its own.
    guard 16...Self.longestTarget ~= octets.count, !targets.isEmpty else {
      return String(octets: octets)
    }
    let place = Self.place(octets)
    if !Self.areSame(targets[place], octets) {
      let target = String(octets: octets)
      // What is no UTF-8 is never the same.
      targets[place] = target
    }
    return targets[place]
  }

  fileprivate mutating func shared(_ target: String) -> String {
    guard 16...Self.longestTarget ~= target.utf8.count, !targets.isEmpty else { return target }
    var own = target
    return own.withUTF8 { text in
      let octets = UnsafeRawBufferPointer(text)
      let place = Self.place(octets)
      if !Self.areSame(targets[place], octets) { targets[place] = target }
      return targets[place]
    }
  }

  private static func areSame(_ text: String, _ octets: UnsafeRawBufferPointer) -> Bool {
    text.utf8.withContiguousStorageIfAvailable { known in
      known.count == octets.count
        && OctetHash.areSame(UnsafeRawBufferPointer(known), from: 0, octets)
    } ?? false
  }

  private static func place(_ octets: UnsafeRawBufferPointer) -> Int {
    Int(truncatingIfNeeded: OctetHash.of(octets)) & (places - 1)
  }
}

extension RequestHead {
  /// Takes what it has in common with others from those that are remembered.
  public mutating func share(_ tables: inout HeadTables) {
    target = tables.shared(target)
    fields.share(&tables)
  }
}

extension ResponseHead {
  /// Takes what it has in common with others from those that are remembered.
  public mutating func share(_ tables: inout HeadTables) { fields.share(&tables) }
}

extension HeaderFields {
  fileprivate mutating func share(_ tables: inout HeadTables) {
    lines = lines.withUnsafeBufferPointer { tables.lines($0) }
  }
}
