internal import Bytes
public import Packets

/// The packets of one capture file, or of standard input.
///
/// A file is open only while it is read: `suspend` closes it, and what is read next opens it again
/// where it was. Pipes stay open.
public final class FileSource: PacketSource {
  private let opener: CaptureOpener
  private let reader: CaptureReader
  private let compression: String?
  private let identity: FileInput.Identity
  private let canReopen: Bool
  private let filter: LinkFilter?
  /// `nil` while it is suspended.
  private var buffer: BlockBuffer?
  /// Where the buffer began when it was given back.
  private var resumeOffset = 0
  /// The packet that was given last: where its record begins is where the buffer begins.
  private var held = Held()
  private var isLending = false
  /// The packets that are given together; `nil` while it is suspended.
  private var row: PacketRow?
  private var tally = PacketTally()
  private var damage = DamageList()

  private struct Held {
    /// Where the packet begins in its record.
    var start = 0
    var count = 0
    /// The length of the record, 0 when there is none.
    var length = 0
  }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file; `-` is standard input.
  ///   - filter: A filter expression of libpcap: packets that it does not let through are counted
  ///     and numbered, but not given.
  /// - Throws: `.cannotOpen` when there is no such file or it may not be read, `.notACapture` when it
  ///   is something else, `.badFilter` when the expression is wrong.
  public convenience init(path: String, filter: String? = nil) throws(CaptureError) {
    try self.init(path: path, filter: filter, capacity: BlockBuffer.usualCapacity)
  }

  /// As the public one; tests and fuzzers choose how many bytes are read at once.
  package init(path: String, filter: String? = nil, capacity: Int) throws(CaptureError) {
    opener = CaptureOpener(path: path, capacity: capacity)
    let opened = try opener.open()
    reader = try opener.reader(opened.buffer)
    compression = opened.compression
    identity = opened.file.identity
    fileSize = opened.file.size
    canReopen = opened.file.isRegular
    self.filter = filter.map { LinkFilter($0) }
    buffer = opened.buffer
    if case .pcap(let reader) = reader { try self.filter?.prepare(reader.linkType) }
    // A thousand files may be waiting for their turn.
    suspend()
  }

  /// What is known of the file so far.
  public var info: InputInfo {
    var info: InputInfo
    switch reader {
    case .pcap(let reader):
      info = InputInfo(path: opener.path, format: .pcap)
      info.interfaces = reader.interfaces
      info.fractionDigits = reader.fractionDigits
    case .pcapng(let reader):
      info = InputInfo(path: opener.path, format: .pcapng)
      info.interfaces = reader.interfaces
      info.fractionDigits = reader.fractionDigits
    }
    info.compression = compression
    info.packets = tally.packets
    info.bytes = tally.bytes
    info.firstTime = tally.packets > 0 ? tally.first : nil
    info.lastTime = tally.packets > 0 ? tally.last : nil
    info.damage = damage.all
    return info
  }

  /// Whether another can read the same from the start: it is a regular file.
  public var canBeReadAgain: Bool { canReopen }

  /// The length of the file when it was opened, in bytes; 0 for what has none.
  public let fileSize: Int

  /// The decryption secrets blocks read so far, of at most 16 MiB.
  public var secrets: [CaptureBlock] {
    if case .pcapng(let reader) = reader { reader.kept.secrets } else { [] }
  }

  /// The name resolution blocks read so far, of at most 16 MiB.
  public var nameResolution: [CaptureBlock] {
    if case .pcapng(let reader) = reader { reader.kept.names } else { [] }
  }

  /// Reads the next packet that the filter lets through.
  public func next() throws(CaptureError) -> PacketRecord? {
    precondition(!isLending, "a source is used while it lends a packet")
    let buffer = try opened()
    // No time is before the first: each packet is the one to stop at.
    let first = Timestamp(nanoseconds: .min)
    let record =
      switch reader {
      case .pcap(let reader): run(reader, buffer, until: first, of: 0) { _, _, _ in }
      case .pcapng(let reader): run(reader, buffer, until: first, of: 0) { _, _, _ in }
      }
    if let failure = filter?.failure { throw failure }
    return record
  }

  /// Calls `body` with the captured bytes of the packet that `next` gave last.
  public func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R {
    guard let buffer, held.length > 0 else { return try body([UInt8]().span.bytes) }
    let packet = unsafe UnsafeRawBufferPointer(
      rebasing: buffer.unread[held.start..<held.start + held.count])
    return try unsafe body(packet.bytes)
  }

  /// Calls `body` with the packets that are left, up to the first whose time is not before `limit`.
  public func forEachRow(
    until limit: Timestamp, of input: Int,
    _ body: (Int, Span<PlacedPacket>, RawSpan) throws -> Void
  ) throws -> PacketRecord? {
    precondition(!isLending, "a source is used while it lends a packet")
    isLending = true
    defer { isLending = false }
    let buffer = try opened()
    let record =
      switch reader {
      case .pcap(let reader): try run(reader, buffer, until: limit, of: input, body)
      case .pcapng(let reader): try run(reader, buffer, until: limit, of: input, body)
      }
    if let failure = filter?.failure { throw failure }
    return record
  }

  private func run<R: RecordReader, E: Error>(
    _ reader: R, _ buffer: BlockBuffer, until limit: Timestamp, of input: Int,
    _ body: (Int, Span<PlacedPacket>, RawSpan) throws(E) -> Void
  ) throws(E) -> PacketRecord? {
    buffer.consume(held.length)
    held.length = 0
    let row = row ?? PacketRow()
    self.row = row
    while filter?.failure == nil {
      let window = unsafe buffer.unread
      let bytes = unsafe window.bytes
      let found = reader.fill(row, bytes, after: tally.number, until: limit)
      if row.count > 0 {
        tally.count(row, captured: found.captured)
        buffer.consume(found.length)
        if let filter { row.keep { filter.matches(bytes.extracting($0.range), $0.record) } }
        try give(row, bytes, of: input, body)
        continue
      }
      let step = reader.read(bytes)
      guard case .packet(let packet) = step else {
        if pass(step, reader, buffer) { continue }
        return nil
      }
      var record = packet.record
      let data = bytes.extracting(packet.start..<packet.start + record.capturedLength)
      let isWanted = filter?.matches(data, record) ?? true
      if isWanted, record.time >= limit { return hold(packet) }
      tally.count(&record)
      buffer.consume(packet.length)
      row.put(PlacedPacket(record, at: packet.start), at: 0)
      row.count = isWanted ? 1 : 0
      try give(row, bytes, of: input, body)
    }
    return nil
  }

  /// Calls `body` with the packets that are in `row`, if any.
  private func give<E: Error>(
    _ row: PacketRow, _ bytes: RawSpan, of input: Int,
    _ body: (Int, Span<PlacedPacket>, RawSpan) throws(E) -> Void
  ) throws(E) {
    guard row.count > 0 else { return }
    try row.withSpan { packets throws(E) in try body(input, packets, bytes) }
  }

  /// Makes a packet the one that was given last.
  private func hold(_ packet: RecordedPacket) -> PacketRecord {
    var record = packet.record
    tally.count(&record)
    held = Held(start: packet.start, count: record.capturedLength, length: packet.length)
    return record
  }

  /// Deals with what is no packet; returns whether there may be more.
  @inline(never)
  private func pass<R: RecordReader>(
    _ step: RecordStep, _ reader: R, _ buffer: BlockBuffer
  ) -> Bool {
    switch step {
    case .packet: preconditionFailure("packets are dealt with before")
    case .other(let length, let isNumbered):
      if isNumbered { tally.number += 1 }
      buffer.consume(length)
      return true
    case .unusable(let length, let reason):
      damage.add(at: buffer.offset, reason.words, lost: length)
      buffer.consume(length)
      return true
    case .incomplete: return buffer.fill() || damage.settle(reader, buffer)
    case .doubtful:
      _ = buffer.fill(toHold: RecordLimits.lookAhead)
      return damage.settle(reader, buffer)
    }
  }
}

extension FileSource {
  /// Closes the file, if it can be opened again where it was.
  public func suspend() {
    guard canReopen, !isLending, let buffer else { return }
    resumeOffset = buffer.offset
    self.buffer = nil
    row = nil
  }

  /// Opens the file again.
  ///
  /// - Throws: `.cannotOpen` when it is there no more, or another has its path.
  public func resume() throws(CaptureError) { _ = try opened() }

  private func opened() throws(CaptureError) -> BlockBuffer {
    if let buffer { return buffer }
    let opened = try opener.open()
    var buffer = opened.buffer
    var isThere = opened.file.identity == identity
    if isThere, compression == nil {
      isThere = opened.file.seek(to: resumeOffset)
      buffer = BlockBuffer(opened.file, at: resumeOffset, capacity: opener.capacity)
    } else if isThere {
      // What was decompressed before must be so again to get there.
      isThere = buffer.skip(to: resumeOffset)
    }
    guard isThere, buffer.fill(toHold: held.length) else {
      throw .cannotOpen(
        path: opener.path, reason: "it was changed while it was read", errno: 0)
    }
    self.buffer = buffer
    return buffer
  }
}
