import Analysis
import Live
import Packets
import Reports
import Rules

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A live capture from its first packet to its report: one loop that waits for signals, keys and
/// time, while a thread of its own reads the packets.
final class LiveSession {
  private let command: LiveCommand
  private let reader: LiveReader
  private let writer: PacketWriter?
  private let output: LiveOutput
  private var watch: LiveWatch
  private let most: Int
  private let signals: LiveSignals
  private let metrics: LiveMetrics?
  private var view: LiveView?

  private var isEnding = false
  private let start = ContinuousClock.now
  private var nextLook = ContinuousClock.now
  private var nextCheck = ContinuousClock.now
  private var memory = 0
  /// Whether it was said that packets are no longer written.
  private var saidFailure = false

  /// News are looked for no more often, and for no more than a fifth of the time.
  private static let lookInterval = Duration.milliseconds(100)

  init(
    capture: LiveCapture, writer: PacketWriter?, stream: OutputStream, watch: WatchOptions,
    command: LiveCommand
  ) throws {
    self.command = command
    self.writer = writer
    self.watch = LiveWatch(watch)
    most = watch.mostMemory
    reader = LiveReader(
      capture, writer: writer, intake: WatchIntake(watch), most: command.live.count)
    signals = LiveSignals()
    metrics = try command.live.metrics.map { try LiveMetrics(address: $0) }
    let wantsView = !command.live.noView && !command.output.quiet
    let hasFile = command.output.output != nil && command.output.output != "-"
    if wantsView, hasFile || command.output.format == .text {
      view = LiveView(
        interface: capture.settings.interface, file: command.file.write,
        options: command.output.reportOptions)
    }
    output = LiveOutput(stream, command.output, hasView: view != nil)
  }

  /// Runs until something ends it; returns the exit status.
  func run() throws -> ExitStatus {
    defer { LiveTerminal.restore() }
    reader.start()
    do {
      while !isEnding { try step() }
      return try finish()
    } catch let error as OutputStream.ClosedPipe {
      // Nobody listens; what was captured is kept all the same.
      reader.stop()
      _ = writer?.finish(reader.access { $0.finish() })
      throw error
    }
  }

  private func step() throws {
    wait()
    for number in signals.received() { try take(number) }
    if let view { isEnding = isEnding || view.isQuitting }
    if output.isAbandoned { throw OutputStream.ClosedPipe() }
    let (isDone, wantsLook, changes) = reader.access {
      ($0.isDone, $0.wantsLook, $0.takeChanges())
    }
    for change in changes { say(change) }
    let now = ContinuousClock.now
    if let duration = command.live.duration, now - start >= .seconds(duration) { isEnding = true }
    if isDone { isEnding = true }
    if now >= nextCheck { check(now) }
    if wantsLook || now >= nextLook { try look(now) }
  }

  /// Waits for whatever comes first.
  private func wait() {
    var waiting = [signals.descriptor, reader.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    if view != nil { waiting.append(pollfd(fd: 0, events: Int16(POLLIN), revents: 0)) }
    guard poll(&waiting, nfds_t(waiting.count), 100) > 0 else { return }
    if waiting[1].revents != 0 { reader.rest() }
    if view != nil, waiting[2].revents != 0, view?.readKeys() == false { isEnding = true }
  }

  // MARK: News

  private func look(_ now: ContinuousClock.Instant) throws {
    let time = Clock.now
    let isFull = memory > most
    let (link, snapshot) = reader.access {
      writer?.flush($0.link.counts)
      return ($0.link.status, $0.intake.snapshotIfDue(at: time, isFull: isFull))
    }
    if let snapshot { try tell(snapshot, link, at: time, isFull: isFull) }
    if let failure = writer?.failure, !saidFailure {
      saidFailure = true
      say("-w \(failure.path)", "cannot be written: \(failure.reason)", "watching goes on")
    }
    showView(link)
    if let metrics {
      metrics.update(
        reader.access { MetricsPage(link, watch.totals, $0.intake, memory: memory) })
    }
    let cost = ContinuousClock.now - now
    nextLook = ContinuousClock.now + max(Self.lookInterval, cost * 4)
  }

  private func tell(
    _ snapshot: consuming WatchSnapshot, _ link: LinkStatus, at time: Timestamp, isFull: Bool
  ) throws {
    let (news, order) = watch.look(snapshot, inputs: [link.input], isFull: isFull)
    try output.tell(news, at: time)
    view?.take(news, at: time)
    if let order { reader.access { $0.intake.forget(order) } }
  }

  private func showView(_ link: LinkStatus) {
    let trouble =
      link.trouble ?? writer?.failure.map { "\($0.path) cannot be written: \($0.reason)" }
    view?.show(
      link, seconds: Int((ContinuousClock.now - start) / .seconds(1)), trouble: trouble)
  }

  /// What is looked at once a second.
  private func check(_ now: ContinuousClock.Instant) {
    nextCheck = now + .seconds(1)
    memory = ProcessMemory.resident
    if memory > most {
      ProcessMemory.trim()
      memory = ProcessMemory.resident
    }
  }

  private func say(_ change: String) {
    let link = reader.access { $0.link.status }
    say(
      "-i \(link.input.path)", change,
      link.trouble == nil ? "the capture goes on" : "the capture goes on when it is back")
  }

  private func say(_ subject: String, _ reason: String, _ advice: String) {
    if view == nil { Refusal(.done, subject, reason, advice: advice).write() }
  }

  // MARK: Signals

  private func take(_ number: Int32) throws {
    switch number {
    case SIGINT, SIGTERM: isEnding = true
    case SIGHUP:
      if writer == nil { isEnding = true }
      reader.access { writer?.reopen(now: Clock.now, $0.link.counts) }
    case SIGUSR1: try reportSoFar()
    case SIGWINCH: view?.resize()
    case SIGTSTP:
      LiveTerminal.restore()
      _ = kill(getpid(), SIGSTOP)
    case SIGCONT: view?.enter()
    default: break
    }
  }

  private func reportSoFar() throws {
    let time = Clock.now
    // What is told or forgotten does not change by it.
    let (input, snapshot) = reader.access { ($0.link.input, $0.intake.snapshot(at: time)) }
    let news = watch.newsSoFar(snapshot, inputs: [input])
    if view != nil { LiveTerminal.restore() }
    try output.report(news)
    view?.enter()
  }

  // MARK: The end

  private func finish() throws -> ExitStatus {
    try reader.stop(at: Clock.now) { try look(.now) }
    let counts = reader.access { $0.finish() }
    let failure = writer?.finish(counts)
    let news = reader.access { watch.finish($0.intake.finish(inputs: [$0.link.input])) }
    LiveTerminal.restore()
    if let failure, !saidFailure || view != nil {
      Refusal(
        .cannotWrite, "-w \(failure.path)", "cannot be written: \(failure.reason)",
        advice: "packets from there on are not in it"
      ).write()
    }
    try output.finish(news, at: Clock.now)
    var statuses: [ExitStatus] = failure == nil ? [.done] : [.cannotWrite]
    if let least = command.failOn.severity, let worst = watch.totals.worst, worst >= least {
      statuses.append(.found)
    }
    return .winning(statuses)
  }
}
