import HTTP
import Packets
import Streams

/// What only goes on with what is under way is added up, and told before anything else happens.
extension ConnectionReader {
  /// Adds what a packet brought, where it only goes on.
  ///
  /// - Returns: whether it does; else nothing has changed.
  @inline(__always)
  mutating func pass(_ data: PlacedData, _ block: RawSpan, input: Int) -> Bool {
    guard isRunning, run.pass(data, block, input: input) else { return false }
    if run.kind == .comparedContent {
      http?.compare(block.extracting(unchecked: data.range), cut: data.length &- data.count)
    }
    return true
  }

  /// The same, of what was told by itself.
  mutating func passAlone(_ bytes: RawSpan, _ data: StreamData) -> Bool {
    guard isRunning, run.pass(bytes, data) else { return false }
    if run.kind == .comparedContent { http?.compare(bytes, cut: data.cut) }
    return true
  }

  /// Tells what was added up.
  @inline(__always)
  mutating func settle() { if isRunning { endRun() } }

  @inline(never)
  private mutating func endRun() {
    let ended = run
    isRunning = false
    guard let count = http?.reader.take(ended), count > 0 else { return }
    note(ended.side, count, ended.frame)
    summary.slicedBytes += ended.cut
  }

  /// Adds up what comes behind `data`, if it is such that it may only go on.
  @inline(__always)
  mutating func beginRun(behind data: StreamData) {
    guard stage == .http, data.side != clientSide else { return }
    if let next = http?.run(behind: data.frame, from: data.side) {
      run = next
      isRunning = true
    }
  }
}

extension ConnectionReader.Box {
  /// What runs behind a packet of the server; `nil` where bytes are to be looked at.
  ///
  /// Here, as a method of the reader would be given a copy of it.
  @inline(__always)
  fileprivate func run(behind frame: Frame, from side: Side) -> PassedRun? {
    let left = reader.responses.knownLeft
    let position = reader.serverPosition
    if left > 0 {
      guard reader.underWay.transaction >= 0 else {
        return PassedRun(
          .content, from: side, at: position, before: position + left, after: frame,
          longestPause: .max)
      }
      guard reader.underWay.readers == nil, reader.underWay.body.extent > 0 else { return nil }
      return PassedRun(
        reader.underWay.isCompared ? .comparedContent : .content, from: side, at: position,
        before: position + left, after: frame.at(reader.underWay.last),
        longestPause: reader.underWay.stall.duration)
    }
    return reader.responses.isLost ? search(behind: frame, from: side) : nil
  }

  /// Takes bytes of the content for its fingerprint, and so many that were cut off behind them.
  fileprivate func compare(_ bytes: RawSpan, cut: Int) {
    reader.underWay.body.fingerprint?.receive(bytes)
    if cut > 0 { reader.underWay.body.fingerprint?.skip(cut) }
  }

  @inline(never)
  private func search(behind frame: Frame, from side: Side) -> PassedRun? {
    // The first packet that is passed over was told, so that all is known that it changes but once.
    guard reader.responses.isSearching, reader.underWay.transaction < 0, reader.interim.isEmpty,
      reader.skippedFrame != nil
    else { return nil }
    let after = reader.unplaced?.after
    return PassedRun(
      .search, from: side, at: reader.serverPosition, before: .max,
      after: after.map { frame.at($0.last) } ?? frame, longestPause: after?.stall.duration ?? .max)
  }
}

extension HTTPReader {
  /// Takes what was added up behind the server's position.
  ///
  /// - Returns: How many bytes that are.
  mutating func take(_ run: PassedRun) -> Int {
    let count = run.position - serverPosition
    guard count > 0 else { return 0 }
    switch run.kind {
    case .content, .comparedContent:
      _ = responses.passContent(count)
      if underWay.isThere { underWay.pass(count, upTo: run.frame) }
    case .search:
      noteSkipped(count - run.cut, run.frame)
      unplaced?.skip(count - run.cut, upTo: run.frame)
      noteUnframed(count)
      loseResponses(run.acknowledging)
    }
    serverPosition = run.position
    serverFrame = run.frame
    serverAcknowledging = max(serverAcknowledging, run.acknowledging)
    return count
  }

  /// The same with nothing in it that another changes.
  func detached() -> HTTPReader {
    var copy = self
    copy.unplaced = unplaced?.copy()
    return copy
  }
}

extension Frame {
  /// The same packet at another time.
  fileprivate func at(_ time: Timestamp) -> Frame {
    Frame(input: input, number: number, time: time)
  }
}
