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
    var validator: String
    var coding: String
    var length: Int
  }

  /// Oldest first.
  private(set) var entries: [Entry] = []
  private var current: Int?
  private var index: [Key: Int] = [:]
  /// What was put into `index` last: most responses say the same as the one before.
  private var latest: (key: Key, number: Int)?

  /// How many of the latest versions are tried when a response's own values name none.
  private static let reach = 64

  /// Takes a content response; returns its version and how many of its bytes were new to it.
  mutating func receive(_ exchange: RangeExchange) -> (version: Int, new: Int) {
    guard let response = exchange.response else { return (0, 0) }
    let key = Key(
      validator: response.etagText ?? response.lastModifiedText ?? "",
      coding: response.contentEncoding ?? "", length: exchange.completeLength ?? -1)
    let number =
      find(exchange, response, key)
      ?? {
        entries.append(Entry(version: Version()))
        return entries.count - 1
      }()
    if latest?.number != number || latest?.key != key {
      index[key] = number
      latest = (key, number)
    }
    current = number
    learn(number, exchange, response)
    var new = 0
    for part in exchange.parts { new += entries[number].covered.insert(part) }
    entries[number].version.transactions.append(exchange.id)
    return (number, new)
  }

  /// The version that a response without content tells of, if it is known.
  func matching(_ exchange: RangeExchange) -> Int? {
    guard let response = exchange.response, response.hasValidator else { return current }
    if let current, admits(entries[current], exchange, response) { return current }
    return nil
  }

  /// Tells a version its length, where only a response without content names it.
  mutating func tell(_ length: Int, to number: Int) {
    if entries[number].version.completeLength == nil {
      entries[number].version.completeLength = length
    }
  }

  private func find(_ exchange: RangeExchange, _ response: RangeResponse, _ key: Key) -> Int? {
    if let current, admits(entries[current], exchange, response) { return current }
    if let number = index[key], admits(entries[number], exchange, response) { return number }
    return entries.indices.reversed().prefix(Self.reach).first {
      admits(entries[$0], exchange, response)
    }
  }

  private func admits(
    _ entry: Entry, _ exchange: RangeExchange, _ response: RangeResponse
  ) -> Bool {
    if let a = entry.version.completeLength, let b = exchange.completeLength, a != b {
      return false
    }
    if !exchange.inherits || response.contentEncoding != nil,
      entry.version.contentEncoding != response.contentEncoding
    {
      return false
    }
    switch (entry.tag, response.etag) {
    case (.entityTag(let a)?, .entityTag(let b)?): return a.weakMatch(b)
    case (let a?, let b?): return a == b
    default: break
    }
    if let a = entry.modified, let b = response.lastModified {
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
