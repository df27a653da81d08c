import Bytes

/// The value of an Accept-Ranges field: the range units a server takes for a resource.
///
/// Source: RFC 9110 §14.3.
public struct AcceptRanges: Hashable, Sendable {
  /// The units listed, in lower case, in order; `none` is one of them where it was sent.
  public var units: [String]
  /// Whether the list is empty or holds something that is no token.
  public var isMalformed: Bool

  /// Reads a field value; lines of one field are joined by commas first.
  public init(_ value: String) {
    if value == "bytes" {
      self = Self.bytes
      return
    }
    let elements = FieldList.elements(of: value).map(lowercasedASCII)
    units = elements.filter { $0.utf8.allSatisfy(ASCII.isTokenCharacter) }
    isMalformed = units.isEmpty || units.count < elements.count
  }

  private init(units: [String]) {
    self.units = units
    isMalformed = false
  }

  /// What nearly all servers send.
  private static let bytes = AcceptRanges(units: ["bytes"])

  /// Whether `bytes` is listed.
  public var acceptsBytes: Bool { units.contains("bytes") }

  /// Whether `none` stands alone: no range request will be honoured.
  public var isNone: Bool { !units.isEmpty && units.allSatisfy { $0 == "none" } }

  /// The units other than `bytes` and `none`.
  public var others: [String] { units.filter { $0 != "bytes" && $0 != "none" } }
}
