import ArgumentParser
import Live
import Packets
import Reports

/// `rangescope live -i IFACE`: watches an interface, then writes a report.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live", abstract: "Watch a network interface, then write a report.",
    discussion: """
      On a terminal a view shows downloads, findings and drops; elsewhere, with --format text or \
      ndjson, a line is written for each transaction and finding as it happens. Ctrl-C, SIGTERM, \
      --duration and -c end it with the report; a second Ctrl-C ends at once. SIGUSR1 writes the \
      report so far, SIGHUP begins the file of -w anew.

      Capturing needs a right: of root, or cap_net_raw on the program. Started as root it becomes \
      another user (-Z) as soon as the interface is open.
      """)

  @OptionGroup(title: "Interface") var live: LiveArguments
  @OptionGroup(title: "Packets") var file: LiveFileArguments
  @OptionGroup(title: "Analysis") var selection: SelectionArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  @Option(help: "From which severity on a finding makes the exit status 1.")
  var failOn = FailOn.never

  /// What the program itself takes, with what the allocator keeps, in bytes.
  private static let memoryOfTheProgram = 40 << 20

  func run() throws {
    try output.check()
    var settings = try live.settings()
    let policy = try file.policy()
    var watch = WatchOptions()
    watch.analyzer = try selection.request.options()
    watch.timeToClose = Int64(live.idleTimeout) * 1_000_000_000
    watch.mostDownloads = live.maxDownloads
    watch.mostMemory = live.maxMemory << 20
    // Where memory is scarce, and the buffer's size was not asked for, it takes less.
    if live.bufferSize == nil {
      settings.bufferSize = min(settings.bufferSize, watch.mostMemory / 4)
    }
    let waiting = min(PacketWriter.mostWaiting, watch.mostMemory / 16)
    watch.fixedMemory =
      settings.bufferSize + (file.write == nil ? 0 : 2 * waiting) + Self.memoryOfTheProgram
    // Before any thread is made: all of them inherit it.
    LiveSignals.block()
    let capture: LiveCapture
    do {
      capture = try LiveCapture(settings)
    } catch {
      throw Refusal(error)
    }
    if let warning = capture.warning {
      Refusal(.done, "-i \(settings.interface)", warning, advice: "").write()
    }
    let user = try dropRights()
    let writer = try openFile(capture, policy, user, waiting)
    let stream = try openOutput(user)
    let session = try LiveSession(
      capture: capture, writer: writer, stream: stream, watch: watch, command: self)
    throw CommandOutcome(status: try session.run())
  }

  /// Becomes an ordinary user, where the process is root's.
  private func dropRights() throws -> String? {
    guard Privileges.isRoot else {
      if live.user != nil {
        throw Refusal(
          .usage, "-Z", "only root can become another user", advice: "leave it out")
      }
      return nil
    }
    let caller = Privileges.caller(
      name: Terminal.environment("SUDO_USER"), number: Terminal.environment("SUDO_UID"))
    let user = live.user ?? caller ?? "nobody"
    if user == "root" { return nil }
    do {
      try Privileges.become(user)
    } catch {
      throw Refusal(
        error.isUnknownUser ? .usage : .internalError, "-Z \(user)", error.reason,
        advice: "name a user of this machine, or -Z root to stay root")
    }
    return user
  }

  private func openFile(
    _ capture: LiveCapture, _ policy: RotationPolicy, _ user: String?, _ mostWaiting: Int
  ) throws -> PacketWriter? {
    guard let path = file.write else { return nil }
    try checkFolder(of: path, "-w", user)
    let encoder = PcapngEncoder(
      interface: capture.settings.interface, linkType: capture.linkType,
      snaplen: capture.settings.snaplen, filter: capture.settings.filter,
      application: "\(Tool.name) \(Tool.version)")
    do {
      return try PacketWriter(
        path: path, encoder: encoder, policy: policy, mostWaiting: mostWaiting, now: Clock.now)
    } catch let error as PacketWriter.CannotOpen {
      throw refusal("-w", error.path, error.reason, user)
    }
  }

  private func openOutput(_ user: String?) throws -> OutputStream {
    guard let path = output.output, path != "-" else { return .standard }
    try checkFolder(of: path, "-o", user)
    if let write = file.write, isSameFile(path, write) {
      throw Refusal(.usage, "-o \(path)", "it is the file of -w", advice: "name another file")
    }
    return try OutputStream(path: path)
  }

  private func checkFolder(of path: String, _ option: String, _ user: String?) throws {
    guard user != nil, !Privileges.canWrite(besides: path), !Privileges.canWrite(to: path) else {
      return
    }
    throw refusal(option, path, "its directory cannot be written", user)
  }

  private func refusal(
    _ option: String, _ path: String, _ reason: String, _ user: String?
  ) -> Refusal {
    let advice =
      user.map { "let \($0) write there, name another place, or another user with -Z" }
      ?? "name another place"
    return Refusal(
      .cannotWrite, "\(option) \(path)", "cannot be written: \(reason)", advice: advice)
  }
}
