import Foundation
import Testing

/// The view on a real pseudo-terminal.
@Suite(.serialized, .enabled(if: TestNetwork.isPossible, Comment(rawValue: TestNetwork.why)))
struct ViewTests {
  private static let entering = "\u{1B}[?1049h"
  private static let leaving = "\u{1B}[?1049l"

  private func start(_ network: TestNetwork, _ terminal: PseudoTerminal) throws -> Spawned {
    let live = try Spawned(
      [
        TestNetwork.find("ip") ?? "ip", "netns", "exec", network.client,
        RunningLive.executable.path, "live", "-i", TestNetwork.interface,
      ], input: terminal.slave, output: terminal.slave, errors: terminal.slave,
      environment: ["LC_ALL=C.UTF-8", "TERM=xterm", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
    try TestNetwork.until("view") { terminal.shows("Downloads") }
    return live
  }

  @Test func isDrawnResizedAndLeft() throws {
    let network = try TestNetwork(size: 100_000)
    defer { network.remove() }
    let terminal = try #require(PseudoTerminal(columns: 80, lines: 24))
    let live = try start(network, terminal)
    #expect(terminal.drawn.contains(Self.entering))
    #expect(!terminal.isCooked)
    try network.fetch(["-r", "0-49999"])
    try TestNetwork.until("download") { terminal.shows("big.bin") }
    try TestNetwork.until("share") { terminal.shows("50 %") }

    terminal.forget()
    terminal.resize(columns: 60, lines: 12)
    live.send(SIGWINCH)
    // The foot stands on the last line.
    try TestNetwork.until("redraw") { terminal.shows("\u{1B}[12;1H") }
    #expect(!terminal.drawn.contains("\u{1B}[13;1H"))
    terminal.resize(columns: 20, lines: 5)
    live.send(SIGWINCH)
    try TestNetwork.until("word") { terminal.shows("the terminal is too") }
    terminal.resize(columns: 80, lines: 24)
    live.send(SIGWINCH)
    terminal.type("p")
    try TestNetwork.until("pause") { terminal.shows("PAUSED") }

    terminal.forget()
    terminal.type("q")
    try TestNetwork.until("report") { terminal.shows("PARTIAL") }
    #expect(live.status() == 0)
    _ = terminal.shows("")
    #expect(terminal.drawn.contains(Self.leaving))
    #expect(terminal.isCooked)
  }

  /// Ctrl-C, a crash, and a second Ctrl-C while it is busy: the terminal is as it was.
  @Test(arguments: [(SIGINT, Int32(0)), (SIGSEGV, 128 + SIGSEGV), (SIGABRT, 128 + SIGABRT)])
  func isRestoredHoweverItEnds(signal: Int32, status: Int32) throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    let terminal = try #require(PseudoTerminal(columns: 80, lines: 24))
    let live = try start(network, terminal)
    #expect(!terminal.isCooked)
    live.send(signal)
    #expect(live.status() == status)
    #expect(terminal.shows(Self.leaving))
    #expect(terminal.isCooked)
  }

  /// Ctrl-Z gives the terminal back and stops; when it is continued the view is drawn anew.
  @Test func isSuspendedAndResumed() throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    let terminal = try #require(PseudoTerminal(columns: 80, lines: 24))
    let live = try start(network, terminal)
    func state() -> String {
      let file = "/proc/\(live.processIdentifier)/stat"
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      return text.split(separator: ")").last?.split(separator: " ").first.map(String.init) ?? ""
    }
    for _ in 0..<2 {
      terminal.forget()
      live.send(SIGTSTP)
      try TestNetwork.until("stop") { state() == "T" }
      #expect(terminal.shows(Self.leaving))
      #expect(terminal.isCooked)

      terminal.forget()
      live.send(SIGCONT)
      try TestNetwork.until("view again") { terminal.shows("Downloads") }
      #expect(terminal.drawn.contains(Self.entering))
      #expect(!terminal.isCooked)
    }
    terminal.type("q")
    #expect(live.status() == 0)
  }
}
