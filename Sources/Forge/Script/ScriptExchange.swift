/// A request of a script, and its answer.
struct ScriptExchange {
  private var resource: ForgedResource
  private var request: ForgedRequest
  private var response: ForgedResponse?
  private var isSeen = true
  private var pause = Duration.zero
  private var thinkTime = Duration.milliseconds(5)
  /// After how many bytes of the message the server pauses, and for how long.
  private var stall: (after: UInt64, time: Duration)?

  /// `get NAME`, `get NAME range SET` or `head NAME`.
  init(_ line: ScriptLine, _ resources: [String: ForgedResource]) throws(ScriptError) {
    let words = line.words
    guard let name = words.first, let resource = resources[name] else {
      throw line.error("there is no resource '\(words.first ?? "")' before this line")
    }
    self.resource = resource
    guard words.count == 1 || (words.count == 3 && words[1] == "range") else {
      throw line.error("write \(line.keyword) NAME, or \(line.keyword) NAME range FIRST-LAST")
    }
    let range = words.count == 3 ? words[2] : nil
    let method = line.keyword == "head" ? "HEAD" : "GET"
    request = resource.request(method, range.map { [HeaderLine("Range", "bytes=\($0)")] } ?? [])
    response = Self.answer(resource, range)
    if method == "HEAD", var answer = response {
      answer.framing = .contentLength(answer.body.count)
      answer.body = .empty
      response = answer
    }
  }

  /// What a server that does ranges answers.
  private static func answer(_ resource: ForgedResource, _ set: String?) -> ForgedResponse {
    let ranges = set.map { resolve($0, size: resource.size) } ?? []
    switch ranges.count {
    case 0 where set == nil: return resource.complete
    case 0:
      return ForgedResponse(
        416, "Range Not Satisfiable",
        headers: [
          HeaderLine("Date", resource.date),
          HeaderLine("Content-Range", "bytes */\(resource.size)"),
        ] + resource.responseHeaders)
    case 1: return resource.partial(first: ranges[0].lowerBound, last: ranges[0].upperBound)
    default: return resource.multipartExchange(ranges).response ?? resource.complete
    }
  }

  /// The ranges of a set that exist; none where the set cannot be read.
  private static func resolve(_ set: String, size: UInt64) -> [ClosedRange<UInt64>] {
    set.split(separator: ",").compactMap { part in
      let ends = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard ends.count == 2, size > 0 else { return nil }
      if ends[0].isEmpty {
        guard let count = UInt64(ends[1]), count > 0 else { return nil }
        return size - min(count, size)...size - 1
      }
      guard let first = UInt64(ends[0]), first < size else { return nil }
      let last = ends[1].isEmpty ? size - 1 : min(UInt64(ends[1]) ?? 0, size - 1)
      return first <= last ? first...last : nil
    }
  }

  /// Takes a line of an exchange.
  mutating func set(
    _ line: ScriptLine, _ resources: [String: ForgedResource]
  ) throws(ScriptError) {
    switch line.keyword {
    case "ask": request.headers.append(try line.header())
    case "if-range": request.headers.append(HeaderLine("If-Range", try line.text()))
    case "pause": pause = try line.duration()
    case "think": thinkTime = try line.duration()
    case "unseen": isSeen = false
    case "answer": try setAnswer(line, resources)
    default:
      guard response != nil else { throw line.error("there is no answer that could have it") }
      try setResponse(line)
    }
  }

  private mutating func setAnswer(
    _ line: ScriptLine, _ resources: [String: ForgedResource]
  ) throws(ScriptError) {
    var words = line.words
    // `of NAME`: the server has another resource than the client thinks.
    if words.count >= 2, words[words.count - 2] == "of" {
      guard let other = resources[words[words.count - 1]] else {
        throw line.error("there is no resource '\(words[words.count - 1])' before this line")
      }
      resource = other
      words.removeLast(2)
    }
    switch words.first {
    case "none"? where words.count == 1: response = nil
    case "whole"? where words.count == 1: response = resource.complete
    case "part"? where words.count == 2:
      let ranges = Self.resolve(words[1], size: resource.size)
      guard !ranges.isEmpty else { throw line.error("'\(words[1])' is no part of the resource") }
      response = Self.answer(resource, words[1])
    case let status? where words.count >= 2:
      guard let number = Int(status), (100...599).contains(number) else {
        throw line.error("write answer whole, part FIRST-LAST, none, or STATUS REASON")
      }
      response = ForgedResponse(
        number, words[1...].joined(separator: " "),
        headers: [HeaderLine("Date", resource.date)] + resource.responseHeaders)
    default: throw line.error("write answer whole, part FIRST-LAST, none, or STATUS REASON")
    }
  }

  private mutating func setResponse(_ line: ScriptLine) throws(ScriptError) {
    switch line.keyword {
    case "status":
      let number = try line.number()
      guard (100...599).contains(number) else { throw line.error("no status is \(number)") }
      response?.status = Int(number)
      if number == 200 { response?.reason = "OK" }
    case "header":
      let header = try line.header()
      response?.headers.removeAll { $0.name.lowercased() == header.name.lowercased() }
      response?.headers.append(header)
      if header.name.lowercased() == "content-length" { response?.framing = .none }
    case "drop":
      let name = try line.text().lowercased()
      response?.headers.removeAll { $0.name.lowercased() == name }
      if name == "content-length" { response?.framing = .none }
    case "length": response?.framing = .contentLength(try line.number())
    case "chunked": response?.framing = .chunked(ChunkedCoding())
    case "body": response?.body = .bytes(Array(line.rest.utf8))
    case "shift":
      // The bytes of other positions than those that the header section names.
      let count = response?.body.count ?? 0
      let start = try line.number()
      response?.body = .pattern(resource.pattern, from: start, count: count)
    case "cut": response?.sent = try line.number()
    case "stall":
      let words = line.words
      guard words.count == 2 else { throw line.error("write stall BYTES TIME") }
      stall = (try line.number(words[0]), try line.duration(words[1]))
    default: throw line.error("'\(line.keyword)' is not known here")
    }
  }

  /// What happens on the connection.
  var events: [ForgedEvent] {
    var events: [ForgedEvent] = pause > .zero ? [.pause(pause)] : []
    events.append(.send(.client, request.payload))
    if let response {
      events.append(.pause(thinkTime))
      let message = response.payload
      if let stall, stall.after < message.count {
        events.append(.send(.server, message.prefix(stall.after)))
        events.append(.pause(stall.time))
        events.append(.send(.server, message.slice(stall.after..<message.count)))
      } else {
        events.append(.send(.server, message))
      }
    }
    return isSeen ? events : [.unseen(events)]
  }
}
