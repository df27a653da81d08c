import HTTP

/// What becomes of each header field in a report, remembered by its name as sent.
///
/// A capture holds millions of field lines and a few dozen names: each name is looked at once, as
/// long as no other of the same length and ends takes its place.
struct FieldPolicy {
  /// What becomes of a field line.
  enum Treatment {
    case dropped
    case redacted
    case written
  }

  private let selection: HeaderSelection
  private let showSecrets: Bool
  /// As many as there are places, so that names from the traffic take no more.
  private var known = [(name: [UInt8], treatment: Treatment)](
    repeating: ([], .dropped), count: places)

  private static let places = 256

  init(_ selection: HeaderSelection, showSecrets: Bool) {
    self.selection = selection
    self.showSecrets = showSecrets
  }

  /// How a field is written.
  ///
  /// - Parameter name: The name of a field as it was sent, which is never empty.
  /// - Returns: what becomes of its value.
  mutating func treatment(of name: RawSpan) -> Treatment {
    name.withUnsafeBytes { name in
      guard let first = name.first, let last = name.last else { return .written }
      let place = (name.count &* 31 &+ Int(first) &* 7 &+ Int(last)) & (Self.places - 1)
      if Self.isSame(known[place].name, name) { return known[place].treatment }
      let treatment = find(String(octets: name))
      known[place] = (Array(name), treatment)
      return treatment
    }
  }

  @inline(__always)
  private static func isSame(_ known: [UInt8], _ name: UnsafeRawBufferPointer) -> Bool {
    guard known.count == name.count else { return false }
    for index in 0..<name.count where known[index] != name[index] { return false }
    return true
  }

  private func find(_ name: String) -> Treatment {
    if !selection.keeps(name) { return .dropped }
    return !showSecrets && Redactor.isSecret(field: name) ? .redacted : .written
  }
}
