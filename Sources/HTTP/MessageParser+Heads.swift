import Bytes

/// Heads: read where they lie when they are whole, else held until they are.
extension MessageParser {
  /// Passes over empty lines before a message; false when there was nothing else.
  mutating func begin(_ bytes: RawSpan, _ position: inout Int) -> Bool {
    while position < bytes.byteCount {
      let byte = bytes.byte(at: position)
      guard byte == ASCII.lineFeed || byte == ASCII.carriageReturn else {
        state = .head
        return true
      }
      position += 1
    }
    return false
  }

  /// Reads a head, or more of one; `nil` while it is not whole.
  mutating func readHead(
    _ bytes: RawSpan, _ position: inout Int, _ tables: inout HeadTables
  ) -> Event? {
    guard held.isEmpty else { return readHeldHead(bytes, &position) }
    let end = min(bytes.byteCount, position + Self.headLimit)
    let head = bytes.extracting(position..<end)
    if let length = readPlainHead(head, &tables) {
      state = .framing
      position += length
      return .head
    }
    if let end = HeadReader.end(of: head, &scan) {
      let lines = Int(scan.lines)
      scan = HeadReader.Scan()
      guard parse(head.extracting(0..<end), .complete, lines: lines) else {
        return refuse(&position)
      }
      state = .framing
      position += end
      return .head
    }
    guard StartLine.mayBegin(kind, head, scan.firstLine) else { return refuse(&position) }
    held.append(head)
    position = end
    return nil
  }

  /// - Returns: how long it is; `nil` where it is to be looked at more closely.
  private mutating func readPlainHead(_ bytes: RawSpan, _ tables: inout HeadTables) -> Int? {
    switch kind {
    case .requests:
      guard let (found, length) = HeadReader.plainRequest(bytes, &tables) else { return nil }
      head = .request(found)
      return length
    case .responses:
      guard let (found, length) = HeadReader.plainResponse(bytes, &tables) else { return nil }
      head = .response(found)
      return length
    }
  }

  private mutating func readHeldHead(_ bytes: RawSpan, _ position: inout Int) -> Event? {
    let before = held.count
    guard before < Self.headLimit else { return endLongHead() }
    let added = min(Self.headLimit - before, bytes.byteCount - position)
    held.append(bytes.extracting(position..<(position + added)))
    let isNew = scan.firstLine == nil
    var scan = scan
    let end = HeadReader.end(of: held.span.bytes, &scan)
    self.scan = scan
    if isNew, !StartLine.mayBegin(kind, held.span.bytes, scan.firstLine) {
      // Only what was held before is behind `position`, and no message can begin within it.
      lose(afterLoss: false)
      return .excess(before)
    }
    guard let end else {
      position += added
      return nil
    }
    position += end - before
    held.removeLast(held.count - end)
    guard parseHeld(.complete) else {
      lose(afterLoss: false)
      return .excess(end)
    }
    state = .framing
    return .head
  }

  /// What lies at `position` begins no message.
  private mutating func refuse(_ position: inout Int) -> Event {
    lose(afterLoss: false)
    position += 1
    return .excess(1)
  }

  /// A head that goes on beyond the bound is cut there.
  private mutating func endLongHead() -> Event {
    let count = held.count
    let cut = cutHead()
    lose(afterLoss: false)
    guard cut else {
      note(.headTooLong)
      return .excess(count)
    }
    switch head {
    case .request(var long)?:
      long.problems.append(.headTooLong)
      head = .request(long)
    case .response(var long)?:
      long.problems.append(.headTooLong)
      head = .response(long)
    case nil: break
    }
    return .head
  }

  /// Makes a head of what is held of it; false when not even its first line is there.
  mutating func cutHead() -> Bool { parseHeld(.cutOff) }

  /// Makes a head of what is held, which is let go of.
  private mutating func parseHeld(_ completeness: Completeness) -> Bool {
    var head: [UInt8] = []
    swap(&head, &held)
    let isHead = parse(head.span.bytes, completeness, lines: Int(scan.lines))
    swap(&head, &held)
    drop()
    return isHead
  }

  private mutating func parse(
    _ bytes: RawSpan, _ completeness: Completeness, lines: Int
  ) -> Bool {
    switch kind {
    case .requests:
      guard let found = HeadReader.request(bytes, completeness, lines: lines) else { return false }
      head = .request(found)
    case .responses:
      guard let found = HeadReader.response(bytes, completeness, lines: lines) else { return false }
      head = .response(found)
    }
    return true
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { append(contentsOf: $0) }
  }
}
