import Bytes
import HTTP

/// The representations of one resource, told apart as their responses come.
///
/// A response belongs to a version unless validator, complete length or content coding say
/// otherwise; what one of the two does not carry is not compared.
struct VersionTracker {
  /// A version as it grows.
  struct Entry {
    var version: Version
    var tag: ETagField?
    var modified: HTTPDate?
    var covered = IntervalSet()
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

  /// Oldest first.
  private(set) var entries: [Entry] = []
  private var current: Int?
  private var index = LatestIDs<Key>()
  /// The exchange received last.
  private var latest: RangeExchange?

  /// How many of the latest versions are tried when a response's own values name none.
  private static let reach = 64

  /// Takes a content response; returns its version and how many of its bytes were new to it.
  mutating func receive(_ exchange: RangeExchange) -> (version: Int, new: Int) {
    guard let response = exchange.response else { return (0, 0) }
    defer { latest = exchange }
    if let current, let latest, saysNoMore(exchange, than: latest) {
      return (current, add(exchange, to: current))
    }
    let key = Key(response: response, length: exchange.completeLength ?? -1)
    let number =
      find(exchange, response, key)
      ?? {
        entries.append(Entry(version: Version()))
        return entries.count - 1
      }()
    index[key] = number
    current = number
    learn(number, exchange, response)
    return (number, add(exchange, to: number))
  }

  /// Adds what an exchange brought to its version; returns how many of its bytes were new to it.
  private mutating func add(_ exchange: RangeExchange, to number: Int) -> Int {
    var new = 0
    for part in exchange.parts { new += entries[number].covered.insert(part) }
    entries[number].version.transactions.append(exchange.id)
    return new
  }

  /// Whether a plain exchange says of its version what the one received before it said, so that it is
  /// of the same and nothing is to be learnt of it.
  private func saysNoMore(_ exchange: RangeExchange, than before: RangeExchange) -> Bool {
    guard exchange.isPlain, before.isPlain, exchange.completeLength == before.completeLength,
      exchange.inherits == before.inherits, let tag = exchange.response?.entityTag,
      let other = before.response?.entityTag, tag.strongMatch(other)
    else { return false }
    return exchange.response?.lastModified == nil || before.response?.lastModified != nil
  }

  /// The version that a response without content tells of, if it is known.
  func matching(_ exchange: RangeExchange) -> Int? {
    guard let response = exchange.response, response.hasValidator else { return current }
    if let current, admits(current, exchange, response) { return current }
    return nil
  }

  /// Tells a version its length, where only a response without content names it.
  mutating func tell(_ length: Int, to number: Int) {
    if entries[number].version.completeLength == nil {
      entries[number].version.completeLength = length
    }
  }

  private func find(_ exchange: RangeExchange, _ response: RangeResponse, _ key: Key) -> Int? {
    if let current, admits(current, exchange, response) { return current }
    if let number = index[key], admits(number, exchange, response) { return number }
    return entries.indices.reversed().prefix(Self.reach).first {
      admits($0, exchange, response)
    }
  }

  private func admits(
    _ number: Int, _ exchange: RangeExchange, _ response: RangeResponse
  ) -> Bool {
    if let a = entries[number].version.completeLength, let b = exchange.completeLength, a != b {
      return false
    }
    if !exchange.inherits || response.contentEncoding != nil,
      entries[number].version.contentEncoding != response.contentEncoding
    {
      return false
    }
    switch (entries[number].tag, response.etag) {
    case (.entityTag(let a)?, .entityTag(let b)?): return a.weakMatch(b)
    case (let a?, let b?): return a == b
    default: break
    }
    if let a = entries[number].modified, let b = response.lastModified {
      return a.epochSeconds == b.epochSeconds
    }
    return true
  }

  private mutating func learn(
    _ number: Int, _ exchange: RangeExchange, _ response: RangeResponse
  ) {
    let isFirst = entries[number].version.transactions.isEmpty
    if isFirst {
      entries[number].version.contentEncoding = response.contentEncoding
      entries[number].version.server = response.server
    }
    if entries[number].tag == nil, let tag = response.etag {
      entries[number].tag = tag
      entries[number].version.etag = response.etagText
    }
    if entries[number].modified == nil, let date = response.lastModified {
      entries[number].modified = date
      entries[number].version.lastModified = response.lastModifiedText
    }
    if entries[number].version.completeLength == nil {
      entries[number].version.completeLength = exchange.completeLength
    }
  }
}

extension RangeExchange {
  /// Whether an absent field says nothing: in a 206 to If-Range, which may leave out what the client
  /// has, and in a head that was cut off.
  ///
  /// Source: RFC 9110 §15.3.7.
  var inherits: Bool {
    status == 206 && request?.ifRange != nil || response.map { !$0.isComplete } ?? false
  }
}
