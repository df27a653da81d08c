internal import HTTP

/// The value of a header field: what is written of what was read is read as the same, and ranges lie
/// within the representation.
///
/// The first byte chooses the field.
enum FieldsBody {
  static func run(_ input: inout FuzzInput) -> String? {
    let choice = input.byte()
    let value = String(decoding: input.rest(), as: UTF8.self)
    return switch choice % 11 {
    case 0: range(value)
    case 1: contentRange(value)
    case 2: date(value)
    case 3: entityTag(value)
    case 4: mediaType(value)
    case 5: ifRange(value)
    case 6: entityTags(value)
    case 7: lists(value)
    case 8: contentLength(value)
    case 9: contentDisposition(value)
    default: keepAlive(value)
    }
  }

  private static let lengths = [0, 1, 10, 1000, 8_322_278, Int.max]

  private static func range(_ value: String) -> String? {
    let header = RangeHeader(value)
    if case .bytes(let specs) = header {
      if specs.isEmpty { return "no ranges in \(value)" }
      let again = RangeHeader(header.description)
      if again != header { return "\(header) is \(again)" }
    }
    for length in lengths {
      let resolved = header.resolved(completeLength: length)
      if header.satisfiable(completeLength: length) == resolved.isEmpty {
        return "\(header) of \(length)"
      }
      if let range = resolved.first(where: { $0.lowerBound < 0 || $0.upperBound > length }) {
        return "\(range) of \(length)"
      }
      let joined = header.coalesced(completeLength: length, gap: 80)
      for (one, next) in zip(joined, joined.dropFirst())
      where next.lowerBound - one.upperBound <= 80 {
        return "\(one) and \(next) are not joined"
      }
      if header.overlapCount(completeLength: length) > resolved.count { return "overlaps" }
      _ = header.isAscending(completeLength: length)
      _ = header.firstPosition(completeLength: length)
    }
    return header.overlapCount() <= header.specs.count ? nil : "overlaps"
  }

  private static func contentRange(_ value: String) -> String? {
    let range = ContentRange(value)
    switch range {
    case .satisfied(let first, let last, let length):
      guard first >= 0, first <= last, length.map({ last < $0 || $0 == .max }) ?? true else {
        return "\(range) is called satisfied"
      }
      if ContentRange(range.description) != range { return "\(range)" }
    case .unsatisfied:
      if ContentRange(range.description) != range { return "\(range)" }
    case .otherUnit, .malformed: break
    }
    if let positions = range.lenientPositions, positions.lowerBound < 0 { return "\(positions)" }
    return range.isWellFormed || range.positions == nil ? nil : "\(range) has positions"
  }

  private static func date(_ value: String) -> String? {
    // The years that a two-digit year may be of.
    for now in [nil, 0, 1_800_000_000, -1, Int64.max, Int64.min] {
      guard let date = HTTPDate(value, now: now) else { continue }
      guard let again = HTTPDate(date.description) else { return "\(date) cannot be read" }
      if again.epochSeconds != date.epochSeconds || !again.isStrict || again.hasWrongWeekday {
        return "\(value) is \(date), \(again)"
      }
      let isWritten = date.description == value
      if isWritten, !date.isStrict { return "\(value) is not strict" }
    }
    return nil
  }

  private static func entityTag(_ value: String) -> String? {
    guard let tag = EntityTag(value) else { return nil }
    guard tag.weakMatch(tag), tag.strongMatch(tag) != tag.isWeak else { return "\(tag)" }
    return tag.description.utf8.elementsEqual(value.utf8) ? nil : "\(value) is \(tag)"
  }

  private static func mediaType(_ value: String) -> String? {
    guard let type = MediaType(value) else { return nil }
    if MediaType(type.essence)?.essence != type.essence { return "\(type.essence)" }
    return type.boundary == "" ? "an empty boundary" : nil
  }

  private static func ifRange(_ value: String) -> String? {
    let field = IfRange(value)
    if case .malformed = field { return nil }
    return IfRange(field.description).description == field.description ? nil : "\(field)"
  }

  private static func entityTags(_ value: String) -> String? {
    guard case .tags(let tags) = EntityTagList(value) else { return nil }
    let again = EntityTagList(tags.map(\.description).joined(separator: ", "))
    return again == .tags(tags) ? nil : "\(tags)"
  }

  private static func lists(_ value: String) -> String? {
    let elements = FieldList.elements(of: value)
    let again = FieldList.elements(of: elements.joined(separator: ","))
    if again != elements { return "\(elements) are \(again)" }
    let coding = TransferEncoding(values: elements)
    if coding.isChunked, coding.codings.isEmpty { return "chunked without a coding" }
    let accepted = AcceptRanges(value)
    return accepted.isNone && accepted.acceptsBytes ? "none and bytes" : nil
  }

  private static func contentLength(_ value: String) -> String? {
    let values = value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    _ = ContentLength.parse(values: values)
    return nil
  }

  private static func contentDisposition(_ value: String) -> String? {
    _ = ContentDisposition(value)?.name
    return nil
  }

  private static func keepAlive(_ value: String) -> String? {
    let field = KeepAliveField(value)
    return field.timeout ?? 0 >= 0 && field.max ?? 0 >= 0 ? nil : "\(field)"
  }
}
