public import Packets

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Reads packets on a thread of its own, so that no look at them keeps the kernel waiting.
///
/// The kernel's buffer is the only queue: what does not fit into it the kernel drops, and counts.
public final class LiveReader: @unchecked Sendable {
  /// What is read, and what it goes into.
  public struct State {
    /// The interface.
    public fileprivate(set) var link: LiveLink
    /// What is kept of its packets.
    public var intake: WatchIntake
    /// What became of the interface and was not said yet.
    fileprivate var changes: [String] = []
    /// Whether the packets that were asked for were read.
    public fileprivate(set) var isDone = false
    /// Whether a look should not wait for its time.
    public fileprivate(set) var wantsLook = false
    fileprivate var isStopping = false
    /// Packets of a later time are not asked for any more.
    fileprivate var lastTime = Timestamp(nanoseconds: .max)
    fileprivate var hasEnded = false
    /// Whether somebody looks at what is kept.
    fileprivate var isWatched = true

    /// Counts for the last time what the kernel counted.
    public mutating func finish() -> CaptureCounts { link.finish() }

    /// Takes what became of the interface since it was asked last, to be said.
    public mutating func takeChanges() -> [String] {
      defer { changes = [] }
      return changes
    }
  }

  /// Readable when there is something to be looked at before it is time to.
  public let descriptor: Int32
  private let waking: Int32
  private let turns = TurnLock()
  private var state: State
  private let writer: PacketWriter?
  private let most: Int?
  private var thread: LiveThread?
  private var nextCheck = ContinuousClock.now

  /// So many packets are read before others get their turn.
  private static let packetsOfATurn = 1000

  /// A reader that does not read yet.
  ///
  /// - Parameters:
  ///   - capture: The open interface.
  ///   - writer: Who writes the packets to files; `nil`: nobody.
  ///   - intake: Who takes them.
  ///   - most: After how many packets it is done; `nil`: never.
  public init(
    _ capture: LiveCapture, writer: PacketWriter?, intake: WatchIntake, most: Int? = nil
  ) {
    state = State(link: LiveLink(capture), intake: intake)
    self.writer = writer
    self.most = most
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    (descriptor, waking) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(descriptor)
    close(waking)
  }

  /// Begins to read.
  public func start() { thread = LiveThread { [self] in run() } }

  /// Reads what the kernel still holds, as it was captured, and ends.
  ///
  /// - Parameters:
  ///   - time: The time by the clock of the capture: later packets are not asked for.
  ///   - look: Looks at what was read; called whenever much is kept.
  /// - Throws: what `look` throws.
  public func stop(at time: Timestamp, _ look: () throws -> Void) throws {
    access {
      $0.isStopping = true
      $0.lastTime = time
    }
    do {
      while !access({ $0.hasEnded }) {
        var waiting = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        if poll(&waiting, 1, 20) > 0 { rest() }
        if access({ $0.wantsLook }) { try look() }
      }
    } catch {
      stop()
      throw error
    }
    join()
  }

  /// Reads what the kernel still holds, as it was captured, and ends; nobody looks at it any more, so
  /// that it is only written.
  public func stop() {
    access {
      $0.isStopping = true
      $0.isWatched = false
    }
    join()
  }

  private func join() {
    thread?.join()
    thread = nil
  }

  /// Lends what was read, between packets; no packet is read meanwhile.
  public func access<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    turns.takeInFront()
    defer { turns.give() }
    return try body(&state)
  }

  /// Forgets that something was to be looked at.
  public func rest() {
    var bytes = [UInt8](repeating: 0, count: 64)
    while systemRead(descriptor, &bytes) == bytes.count {}
  }

  // MARK: The thread that reads

  private func run() {
    var end: ContinuousClock.Instant?
    while true {
      turns.take()
      if state.isStopping, end == nil {
        end = .now + .seconds(10)
        // Time for the kernel to hand on what it holds.
        usleep(useconds_t(state.link.settings.pollMilliseconds + 20) * 1000)
      }
      let isHeld = holdBack()
      let count = isHeld ? 0 : read(upTo: Self.packetsOfATurn)
      checkLink()
      let waiting = state.link.descriptor
      if let end {
        // What came after it was to stop is not asked for.
        let isBehind = state.link.input.lastTime.map { $0 > state.lastTime } ?? false
        let isEmpty = !isHeld && count == 0
        state.hasEnded = isBehind || isEmpty || ContinuousClock.now > end
      }
      let hasEnded = state.hasEnded
      turns.give()
      if hasEnded { return wake() }
      if isHeld {
        usleep(2000)
      } else if count == 0, end == nil {
        wait(waiting)
      }
    }
  }

  /// Whether no more packets are taken before a look made room.
  private func holdBack() -> Bool {
    let wantsLook = state.intake.isMuch || state.intake.isOver
    if wantsLook != state.wantsLook {
      state.wantsLook = wantsLook
      if wantsLook { wake() }
    }
    return state.intake.isOver && state.isWatched
  }

  private func read(upTo limit: Int) -> Int {
    guard !state.isDone else { return 0 }
    let before = state.link.input.packets
    let limit = min(limit, most.map { $0 - before } ?? limit)
    Self.read(upTo: limit, &state, writer)
    if let most, state.link.input.packets >= most {
      state.isDone = true
      wake()
    }
    return state.link.input.packets - before
  }

  private static func read(upTo limit: Int, _ state: inout State, _ writer: PacketWriter?) {
    let isWatched = state.isWatched
    read(upTo: limit, from: &state.link, into: &state.intake, isWatched, writer)
  }

  private static func read(
    upTo limit: Int, from link: inout LiveLink, into intake: inout WatchIntake,
    _ isWatched: Bool, _ writer: PacketWriter?
  ) {
    link.read(upTo: limit) { record, bytes, counts in
      writer?.append(record, bytes, counts)
      if isWatched { intake.receive(bytes, record) }
    }
  }

  /// Looks once a second what became of the interface.
  private func checkLink() {
    let now = ContinuousClock.now
    guard now >= nextCheck else { return }
    nextCheck = now + .seconds(1)
    if let change = state.link.check() {
      state.changes.append(change)
      wake()
    }
  }

  private func wait(_ descriptor: Int32?) {
    var waiting = [pollfd(fd: descriptor ?? -1, events: Int16(POLLIN), revents: 0)]
    _ = poll(&waiting, 1, 100)
  }

  private func wake() {
    var byte: UInt8 = 0
    _ = write(waking, &byte, 1)
  }
}

private func systemRead(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int {
  read(descriptor, &bytes, bytes.count)
}
