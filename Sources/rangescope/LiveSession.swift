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

/// A live capture from its first packet to its report: one loop that waits for packets, signals,
/// keys and time.
final class LiveSession {
  private let command: LiveCommand
  private var link: LiveLink
  private let writer: PacketWriter?
  private let output: LiveOutput
  private var watch: LiveWatch
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
    capture: LiveCapture, writer: PacketWriter?, stream: OutputStream, watch: LiveWatch,
    command: LiveCommand
  ) throws {
    self.command = command
    self.writer = writer
    self.watch = watch
    link = LiveLink(capture)
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
    do {
      while !isEnding { try step() }
      return try finish()
    } catch let error as OutputStream.ClosedPipe {
      // Nobody listens; what was captured is kept all the same.
      _ = writer?.finish(link.counts)
      throw error
    }
  }

  private func step() throws {
    wait()
    for number in signals.received() { try take(number) }
    if let view { isEnding = isEnding || view.isQuitting }
    read()
    let now = ContinuousClock.now
    if let duration = command.live.duration, now - start >= .seconds(duration) { isEnding = true }
    if now >= nextCheck { check(now) }
    if now >= nextLook { try look(now) }
  }

  /// Waits for whatever comes first.
  private func wait() {
    var waiting = [pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0)]
    if let descriptor = link.descriptor {
      waiting.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
    }
    if view != nil { waiting.append(pollfd(fd: 0, events: Int16(POLLIN), revents: 0)) }
    guard poll(&waiting, nfds_t(waiting.count), 100) > 0 else { return }
    if view != nil, waiting[waiting.count - 1].revents != 0, view?.readKeys() == false {
      isEnding = true
    }
  }

  // MARK: Packets

  private func read() {
    var limit = 20_000
    if let count = command.live.count { limit = min(limit, count - link.input.packets) }
    link.read(upTo: limit) { record, bytes, counts in
      writer?.append(record, bytes, counts)
      watch.receive(bytes, record)
    }
    if let count = command.live.count, link.input.packets >= count { isEnding = true }
  }

  // MARK: News

  private func look(_ now: ContinuousClock.Instant) throws {
    writer?.flush(link.counts)
    let time = Clock.now
    if let news = watch.look(at: time, inputs: [link.input], memory: memory) {
      try output.tell(news, at: time)
      view?.take(news, at: time)
    }
    if let failure = writer?.failure, !saidFailure {
      saidFailure = true
      say("-w \(failure.path)", "cannot be written: \(failure.reason)", "watching goes on")
    }
    showView()
    metrics?.update(link, watch, memory: memory)
    let cost = ContinuousClock.now - now
    nextLook = ContinuousClock.now + max(Self.lookInterval, cost * 4)
  }

  private func showView() {
    let trouble =
      link.trouble ?? writer?.failure.map { "\($0.path) cannot be written: \($0.reason)" }
    view?.show(
      link, seconds: Int((ContinuousClock.now - start) / .seconds(1)), trouble: trouble)
  }

  /// What is looked at once a second.
  private func check(_ now: ContinuousClock.Instant) {
    nextCheck = now + .seconds(1)
    if let change = link.check() {
      say(
        "-i \(link.settings.interface)", change,
        link.trouble == nil ? "the capture goes on" : "the capture goes on when it is back")
    }
    memory = ProcessMemory.resident
    if memory > command.live.maxMemory << 20 {
      ProcessMemory.trim()
      memory = ProcessMemory.resident
    }
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
      writer?.reopen(now: Clock.now, link.counts)
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
    let news = watch.newsSoFar(at: time, inputs: [link.input])
    if view != nil { LiveTerminal.restore() }
    try output.report(news)
    view?.enter()
  }

  // MARK: The end

  private func finish() throws -> ExitStatus {
    drain()
    let counts = link.finish()
    let failure = writer?.finish(counts)
    let news = watch.finish(inputs: [link.input])
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

  /// What the kernel still holds is taken too: it was captured.
  private func drain() {
    guard command.live.count.map({ link.input.packets < $0 }) ?? true else { return }
    usleep(useconds_t(link.settings.pollMilliseconds + 20) * 1000)
    let end = ContinuousClock.now + .seconds(2)
    while ContinuousClock.now < end {
      let before = link.input.packets
      read()
      if link.input.packets == before { return }
    }
  }
}
