import Bytes

/// What heads have in common, kept once: sections that others are like, and targets.
///
/// In one capture nearly all heads have one of a few layouts, and many ask for the same. What is
/// remembered is bounded.
public struct HeadTables {
  private var requests = LatestExemplars()
  private var responses = LatestExemplars()
  /// By their names; another that has the same place displaces one.
  private var exemplars: [HeaderFields.Exemplar?]
  private var targets: [String]

  private static let places = 4096
  private static let exemplarPlaces = 512
  /// What is longer is not remembered: the most lines of a section, of which each has a bit; the
  /// longest section and the longest target, in octets.
  static let mostLines = 64
  private static let longestSection = 4096
  private static let longestTarget = 512

  /// Nothing remembered yet.
  public init() { self.init(places: Self.places, exemplars: Self.exemplarPlaces) }

  /// What remembers nothing at all.
  static var none: HeadTables { HeadTables(places: 0, exemplars: 0) }

  private init(places: Int, exemplars: Int) {
    self.exemplars = [HeaderFields.Exemplar?](repeating: nil, count: exemplars)
    targets = [String](repeating: "", count: places)
  }

  /// Reads the section that begins at `start`; `nil` where it is like none of the latest.
  @inline(__always)
  mutating func read(
    _ kind: MessageParser.Kind, _ octets: UnsafeRawBufferPointer, from start: Int
  ) -> (fields: HeaderFields, end: Int)? {
    switch kind {
    case .requests: requests.read(octets, from: start, forgettingIn: &exemplars)
    case .responses: responses.read(octets, from: start, forgettingIn: &exemplars)
    }
  }

  /// A section of plain lines that were found, in words of one with the same names, if there was any.
  ///
  /// `end` is where the empty line begins.
  mutating func fields(
    _ kind: MessageParser.Kind, _ octets: UnsafeRawBufferPointer,
    _ lines: UnsafeBufferPointer<HeaderFields.Line>, kinds: UInt64, end: Int
  ) -> HeaderFields {
    guard !lines.isEmpty else { return HeaderFields() }
    guard !exemplars.isEmpty, octets.count <= Self.longestSection else {
      return HeaderFields(
        HeaderFields.Exemplar(section: octets, lines: lines, kinds: kinds))
    }
    let place = exemplarPlace(octets, lines, isWhole: true)
    var fields = exemplars[place]?.fields(octets, lines)
    if fields == nil {
      let new = HeaderFields.Exemplar(
        section: octets, lines: lines, kinds: kinds, end: end)
      exemplars[place] = new
      fields = HeaderFields(new)
    }
    guard let fields else { return HeaderFields() }
    if fields.exemplar.end > 0 {
      switch kind {
      case .requests: requests.append(fields.exemplar, at: place)
      case .responses: responses.append(fields.exemplar, at: place)
      }
    }
    return fields
  }

  /// A section that was read without tables, in words of one with the same names.
  fileprivate mutating func shared(_ exemplar: HeaderFields.Exemplar) -> HeaderFields {
    guard !exemplars.isEmpty, 1...Self.mostLines ~= exemplar.lines.count,
      exemplar.section.count <= Self.longestSection
    else { return HeaderFields(exemplar) }
    let place = exemplarPlace(exemplar.section, exemplar.lines, isWhole: false)
    if let fields = exemplars[place]?.fields(exemplar.section, exemplar.lines) { return fields }
    exemplars[place] = exemplar
    return HeaderFields(exemplar)
  }

  /// The place that the names of a section give it; those that are cut off have others.
  private func exemplarPlace(
    _ octets: UnsafeRawBufferPointer, _ lines: UnsafeBufferPointer<HeaderFields.Line>,
    isWhole: Bool
  ) -> Int {
    var hash: UInt64 = isWhole ? 0 : 1
    for line in lines {
      let name = octets[Int(line.nameStart)..<Int(line.nameEnd)]
      hash = OctetHash.of(UnsafeRawBufferPointer(rebasing: name), hash)
    }
    return Int(truncatingIfNeeded: hash) & (exemplars.count - 1)
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

/// The sections that the latest heads of one kind were like, the latest first.
private struct LatestExemplars {
  private struct Entry {
    let exemplar: HeaderFields.Exemplar
    /// Where it stands in the table.
    let place: Int
    /// How many heads were like it of the run that is counted, and how many lines of the nearest
    /// were not.
    var heads: UInt8 = 0
    var nearest = UInt8.max
    /// The like of `nearest`, of the first run.
    var expected = UInt8.max
  }

  private var entries: [Entry] = []

  private static let most = 4
  /// How many heads make a run.
  private static let run = 64

  /// Reads the section that begins at `start`; `nil` where it is like none of them.
  ///
  /// What time has passed by is forgotten, here and in `table`: the next head takes its place.
  mutating func read(
    _ octets: UnsafeRawBufferPointer, from start: Int,
    forgettingIn table: inout [HeaderFields.Exemplar?]
  ) -> (fields: HeaderFields, end: Int)? {
    for index in entries.indices {
      var own: OwnValues?
      guard let end = entries[index].exemplar.read(octets, from: start, &own) else { continue }
      let count = own?.count ?? 0
      let fields = HeaderFields(entries[index].exemplar, but: own.take())
      if index > 0 { entries.swapAt(index, 0) }
      if isOutOfDate(count) {
        let old = entries.removeFirst()
        if table[old.place] === old.exemplar { table[old.place] = nil }
      }
      return (fields, end)
    }
    return nil
  }

  mutating func append(_ exemplar: HeaderFields.Exemplar, at place: Int) {
    guard !entries.contains(where: { $0.exemplar === exemplar }) else { return }
    if entries.count == Self.most { entries.removeLast() }
    entries.insert(Entry(exemplar: exemplar, place: place), at: 0)
  }

  /// Whether none of a run was as near to the first as one of the first run was.
  private mutating func isOutOfDate(_ count: Int) -> Bool {
    let lines = UInt8(truncatingIfNeeded: count)
    entries[0].nearest = min(entries[0].nearest, lines)
    entries[0].heads += 1
    guard entries[0].heads == Self.run else { return false }
    let nearest = entries[0].nearest
    if nearest > entries[0].expected { return true }
    entries[0].expected = nearest
    entries[0].heads = 0
    entries[0].nearest = .max
    return false
  }
}

extension RequestHead {
  /// Takes what it has in common with others from those that are remembered.
  public mutating func share(_ tables: inout HeadTables) {
    target = tables.shared(target)
    fields = tables.shared(fields)
  }
}

extension ResponseHead {
  /// Takes what it has in common with others from those that are remembered.
  public mutating func share(_ tables: inout HeadTables) { fields = tables.shared(fields) }
}

extension HeadTables {
  fileprivate mutating func shared(_ fields: HeaderFields) -> HeaderFields {
    fields.own == nil ? shared(fields.exemplar) : fields
  }
}
