import Bytes

extension ByteRangesParser {
  var last: Int { parts.count - 1 }

  /// The offset at which the data of the last part should end; `nil` when it promised nothing.
  var promisedEnd: Int? {
    guard let part = parts.last, let expected = part.expected else { return nil }
    let (end, overflow) = part.dataOffset.addingReportingOverflow(expected)
    return overflow ? .max : end
  }

  /// `count` bytes of data came, of `remaining` that need no look; they end at `offset`.
  mutating func countPast(_ count: Int, of remaining: Int, at offset: Int) {
    guard count == remaining else {
      state = .counting(remaining - count)
      return
    }
    matcher.restart(at: offset, atLineStart: false)
    state = .searching
  }

  /// Bytes from `base` on were not seen, and at least the first of them are promised data.
  mutating func skipData(from base: Int, end: Int) {
    parts[last].skipped += min(byteCount, end) - base
    matcher.restart(at: byteCount, atLineStart: false)
    state = .searching
    updateDelivered()
    if byteCount > end { lose() }
  }

  /// A delimiter was found.
  mutating func end(at match: DelimiterMatcher.Match) {
    if case .searching = state {
      settle(match)
    } else if !sawAnyDelimiter {
      preambleByteCount = match.start
    }
    begin(match.kind)
  }

  private mutating func begin(_ kind: DelimiterMatcher.Kind) {
    sawAnyDelimiter = true
    switch kind {
    case .closing:
      sawClosingDelimiter = true
      state = .epilogue(inLine: true)
    case .part where parts.count == Self.maximumPartCount:
      problems.append(.tooManyParts)
      state = .stopped
    case .part: state = .header(PartHeader(boundary: boundary))
    }
  }

  /// The data of the last part ends at a delimiter.
  mutating func settle(_ match: DelimiterMatcher.Match) {
    let found = match.start - parts[last].dataOffset
    parts[last].delivered = found
    parts[last].isComplete = parts[last].expected.map { $0 == found } ?? true
    if let expected = parts[last].expected, expected != found {
      problems.append(.lengthDiffers(part: last, expected: expected, found: found))
    }
  }

  /// Nothing more is known of the data of the last part than up to `offset`.
  mutating func settle(at offset: Int) {
    if let match = matcher.unfinished {
      settle(match)
      return
    }
    let found = offset - parts[last].dataOffset
    guard let expected = parts[last].expected else {
      parts[last].delivered = found
      return
    }
    let certain = found - matcher.undecided(at: offset)
    parts[last].delivered = certain > expected ? found : min(found, expected)
    parts[last].isComplete = parts[last].delivered == expected
    if certain > expected {
      problems.append(.lengthDiffers(part: last, expected: expected, found: found))
    }
  }

  /// Keeps the count of data right while a part is under way.
  ///
  /// Bytes that may belong to a delimiter are left out. So is all that follows a promised length:
  /// it is no data until no delimiter turns out to follow.
  mutating func updateDelivered() {
    let end: Int
    switch state {
    case .counting: end = byteCount
    case .searching: end = byteCount - matcher.undecided(at: byteCount)
    default: return
    }
    let found = max(end - parts[last].dataOffset, 0)
    parts[last].delivered = min(found, parts[last].expected ?? .max)
    parts[last].isComplete = parts[last].delivered == parts[last].expected
  }

  mutating func lose() {
    isLost = true
    matcher.restart(at: byteCount, atLineStart: false)
    state = .between
  }

  mutating func take(_ event: PartHeader.Event, of header: PartHeader, at offset: Int) {
    switch event {
    case .pending: state = .header(header)
    case .ended:
      addPart(header, dataOffset: offset)
      matcher.restart(at: offset)
      let unsearched = (parts[last].expected ?? 0) - Self.searchedTailLength
      state = unsearched > 0 ? .counting(unsearched) : .searching
    case .delimiter(let kind):
      addPart(header, dataOffset: offset)
      if !header.isMalformed { problems.append(.malformedHeader(part: last)) }
      begin(kind)
    case .tooLong:
      parts.append(BodyPart(dataOffset: offset))
      problems.append(.headerTooLong(part: last))
      matcher.restart(at: offset, atLineStart: false)
      state = .between
    }
  }

  private mutating func addPart(_ header: PartHeader, dataOffset: Int) {
    var part = BodyPart(dataOffset: dataOffset)
    let size = header.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
    if keptFieldBytes + size <= Self.maximumKeptFieldBytes {
      keptFieldBytes += size
      part.fields = header.fields
    }
    func value(_ name: String) -> String? {
      header.fields.first { lowercasedASCII($0.name) == name }?.value
    }
    part.contentType = value("content-type")
    part.contentRange = value("content-range").map { ContentRange($0) }
    part.expected = part.contentRange?.lenientPositions?.count
    parts.append(part)
    if header.isMalformed { problems.append(.malformedHeader(part: last)) }
    switch part.contentRange {
    case nil: problems.append(.partWithoutContentRange(part: last))
    case .malformed(let reason, _)?:
      problems.append(.malformedContentRange(part: last, reason: reason))
    case .unsatisfied?:
      problems.append(.malformedContentRange(part: last, reason: "no range"))
    case .satisfied?, .otherUnit?: break
    }
  }

  /// Counts bytes after the closing delimiter, without the end of its line.
  mutating func epilogue(_ bytes: RawSpan, from start: Int, inLine: Bool) -> Int {
    var index = start
    if inLine {
      while index < bytes.byteCount {
        let byte = bytes.byte(at: index)
        guard ASCII.isBlank(byte) || byte == ASCII.carriageReturn else {
          if byte == ASCII.lineFeed { index += 1 }
          state = .epilogue(inLine: false)
          break
        }
        index += 1
      }
    }
    epilogueByteCount += bytes.byteCount - index
    return bytes.byteCount
  }

  /// Counts bytes of the body; `false`, and the end of all reading, past what a number can hold.
  mutating func advance(by count: Int) -> Bool {
    let (sum, overflow) = byteCount.addingReportingOverflow(count)
    byteCount = overflow ? .max : sum
    if overflow {
      isLost = true
      state = .stopped
    }
    return !overflow
  }
}
