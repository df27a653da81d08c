/// Bytes that one end sends, given or made as they are needed.
public enum Payload: Hashable, Sendable {
  /// These bytes.
  case bytes([UInt8])
  /// So many bytes of a pattern, from a position on.
  case pattern(Pattern, from: UInt64, count: UInt64)
  /// One after the other.
  case joined([Payload])

  /// Nothing.
  public static let empty = Payload.bytes([])

  /// The bytes of the half-open `range` of the content that `seed` names.
  public static func pattern(seed: UInt64, _ range: Range<UInt64>) -> Payload {
    .pattern(
      Pattern(seed: seed), from: range.lowerBound, count: range.upperBound - range.lowerBound)
  }

  /// How many bytes there are.
  public var count: UInt64 {
    switch self {
    case .bytes(let bytes): UInt64(bytes.count)
    case .pattern(_, _, let count): count
    case .joined(let payloads): payloads.reduce(0) { $0 + $1.count }
    }
  }

  /// All the bytes, made at once.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(0..<count, to: &bytes)
    return bytes
  }

  /// The bytes before `count`, or all when there are fewer.
  public func prefix(_ count: UInt64) -> Payload { slice(0..<min(count, self.count)) }

  /// The bytes of the half-open `range` of this payload, which must hold it.
  public func slice(_ range: Range<UInt64>) -> Payload {
    switch self {
    case .bytes(let bytes):
      return .bytes(Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)]))
    case .pattern(let pattern, let start, _):
      return .pattern(
        pattern, from: start + range.lowerBound, count: range.upperBound - range.lowerBound)
    case .joined(let payloads):
      var parts: [Payload] = []
      var start: UInt64 = 0
      for payload in payloads {
        let end = start + payload.count
        let part = range.clamped(to: start..<end)
        if !part.isEmpty {
          parts.append(payload.slice(part.lowerBound - start..<part.upperBound - start))
        }
        start = end
      }
      return .joined(parts)
    }
  }

  /// Appends the bytes of the half-open `range` of this payload, which must hold it.
  func append(_ range: Range<UInt64>, to bytes: inout [UInt8]) {
    switch self {
    case .bytes(let own):
      bytes.append(contentsOf: own[Int(range.lowerBound)..<Int(range.upperBound)])
    case .pattern(let pattern, let start, _):
      pattern.append(start + range.lowerBound..<start + range.upperBound, to: &bytes)
    case .joined(let payloads):
      var start: UInt64 = 0
      for payload in payloads {
        let end = start + payload.count
        let part = range.clamped(to: start..<end)
        if !part.isEmpty {
          payload.append(part.lowerBound - start..<part.upperBound - start, to: &bytes)
        }
        start = end
      }
    }
  }

  /// This payload's pieces that are not joined of others, in order.
  var pieces: [Payload] {
    guard case .joined(let payloads) = self else { return count == 0 ? [] : [self] }
    return payloads.flatMap(\.pieces)
  }
}

extension Payload: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// The UTF-8 bytes of a string.
  public init(stringLiteral value: String) { self = .bytes(Array(value.utf8)) }

  /// These bytes.
  public init(arrayLiteral elements: UInt8...) { self = .bytes(elements) }
}
