import Bytes
import HTTP

/// The representations of one resource, told apart as their responses come.
///
/// A response belongs to a version unless validator, complete length or content coding say
/// otherwise; what one of the two does not carry is not compared.
struct VersionTracker {
  /// What is known of a version besides what is told of it.
  private struct Known {
    var tag: ETagField?
    var modified: HTTPDate?
    /// Whether a response was received.
    var isReceived = false
  }

  /// What a response itself says of its version.
  private struct Key: Hashable {
    var response: RangeResponse
    var length: Int

    static func == (a: Key, b: Key) -> Bool {
      guard a.length == b.length, a.response.contentEncoding == b.response.contentEncoding else {
        return false
      }
      // A tag stands for the text that it was read from.
      if a.response.etag != nil || b.response.etag != nil {
        return a.response.etag == b.response.etag
      }
      return a.response.lastModifiedText == b.response.lastModifiedText
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(length)
      if let etag = response.etag {
        hasher.combine(etag)
      } else {
        hasher.combine(response.lastModifiedText)
      }
    }
  }

  /// Oldest first; what was delivered of each stands in `covered`, not in them.
  private(set) var versions: [Version] = []
  /// For each version, what was delivered of it.
  private(set) var covered: [IntervalSet] = []
  private var known: [Known] = []
  private var current: Int?
  private var index = LatestIDs<Key>()

  /// How many of the latest versions are tried when a response's own values name none.
  private static let reach = 64

  /// Takes a content response; returns its version and how many of its bytes were new to it.
  mutating func receive(_ exchange: RangeExchange) -> (version: Int, new: Int) {
    guard let response = exchange.response else { return (0, 0) }
    let key = Key(response: response, length: exchange.completeLength ?? -1)
    let number =
      find(exchange, response, key)
      ?? {
        if versions.isEmpty {
          // Most downloads have one.
          (versions, covered, known) = ([Version()], [IntervalSet()], [Known()])
          return 0
        }
        versions.append(Version())
        covered.append(IntervalSet())
        known.append(Known())
        return versions.count - 1
      }()
    index[key] = number
    current = number
    learn(number, exchange, response)
    return (number, add(exchange))
  }

  /// Adds what an exchange of the current version brought; returns how many of its bytes were new.
  mutating func add(_ exchange: RangeExchange) -> Int {
    guard let current else { return 0 }
    var new = 0
    for part in exchange.parts { new += covered[current].insert(part) }
    return new
  }

  /// The version that a response without content tells of, if it is known.
  func matching(_ exchange: RangeExchange) -> Int? {
    guard let response = exchange.response, response.hasValidator else { return current }
    if let current, admits(current, exchange, response) { return current }
    return nil
  }

  /// Tells a version its length, where only a response without content names it.
  mutating func tell(_ length: Int, to number: Int) {
    if versions[number].completeLength == nil {
      versions[number].completeLength = length
    }
  }

  private func find(_ exchange: RangeExchange, _ response: RangeResponse, _ key: Key) -> Int? {
    if let current, admits(current, exchange, response) { return current }
    if let number = index[key], admits(number, exchange, response) { return number }
    return versions.indices.reversed().prefix(Self.reach).first {
      admits($0, exchange, response)
    }
  }

  private func admits(
    _ number: Int, _ exchange: RangeExchange, _ response: RangeResponse
  ) -> Bool {
    if let a = versions[number].completeLength, let b = exchange.completeLength, a != b {
      return false
    }
    if !exchange.inherits || response.contentEncoding != nil,
      versions[number].contentEncoding != response.contentEncoding
    {
      return false
    }
    switch (known[number].tag, response.etag) {
    case (.entityTag(let a)?, .entityTag(let b)?): return a.weakMatch(b)
    case (let a?, let b?): return a == b
    default: break
    }
    if let a = known[number].modified, let b = response.lastModified {
      return a.epochSeconds == b.epochSeconds
    }
    return true
  }

  private mutating func learn(
    _ number: Int, _ exchange: RangeExchange, _ response: RangeResponse
  ) {
    if !known[number].isReceived {
      known[number].isReceived = true
      versions[number].contentEncoding = response.contentEncoding
      versions[number].takeServer(of: response)
    }
    if known[number].tag == nil, let tag = response.etag {
      known[number].tag = tag
      versions[number].takeTag(of: response)
    }
    if known[number].modified == nil, let date = response.lastModified {
      known[number].modified = date
      versions[number].takeDate(of: response)
    }
    if versions[number].completeLength == nil {
      versions[number].completeLength = exchange.completeLength
    }
  }
}

extension RangeExchange {
  /// Whether an absent field says nothing: in a 206 to If-Range, which may leave out what the client
  /// has, and in a head that was cut off.
  ///
  /// Source: RFC 9110 §15.3.7.
  var inherits: Bool {
    guard let response else { return false }
    return !response.isComplete || response.status == 206 && request?.hasIfRange ?? false
  }
}
