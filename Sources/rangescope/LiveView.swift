import Live
import Packets
import Reports

/// The view on a terminal: the model, drawn a few times a second.
final class LiveView {
  private let terminal: LiveTerminal
  private let screen: LiveScreen
  private var model: LiveScreenModel
  private var lastDraw: ContinuousClock.Instant?
  private var lastBytes: (bytes: Int, time: ContinuousClock.Instant)
  private var rate = 0

  private static let interval = Duration.milliseconds(250)

  /// A view; `nil` where there is no terminal for it.
  init?(interface: String, file: String?, options: ReportOptions) {
    guard let terminal = LiveTerminal() else { return nil }
    self.terminal = terminal
    var options = options
    options.color = Terminal.environment("NO_COLOR") == nil
    options.unicode = Terminal.isUTF8
    screen = LiveScreen(options)
    model = LiveScreenModel(interface: interface, file: file)
    lastBytes = (0, .now)
    let size = terminal.size
    model.resize(columns: size.columns, lines: size.lines)
  }

  /// Whether the user asked for the end.
  var isQuitting: Bool { model.isQuitting }

  /// Takes what was typed; `false` when nobody can type any more.
  func readKeys() -> Bool {
    guard let typed = terminal.typed() else { return false }
    for key in LiveScreenKey.keys(in: typed) { model.press(key) }
    if !typed.isEmpty { draw() }
    return true
  }

  func take(_ news: LiveNews, at time: Timestamp) { model.take(news, at: time) }

  /// Shows what is known, if it is time.
  func show(_ link: LinkStatus, seconds: Int, trouble: String?) {
    let now = ContinuousClock.now
    let passed = now - lastBytes.time
    if passed >= .seconds(1) {
      rate = Int(Double(link.input.bytes - lastBytes.bytes) / (passed / .seconds(1)))
      lastBytes = (link.input.bytes, now)
    }
    model.count(link.input, link.counts, seconds: seconds, rate: rate, trouble: trouble)
    if let lastDraw, now - lastDraw < Self.interval { return }
    draw()
  }

  /// The terminal has another size.
  func resize() {
    let size = terminal.size
    model.resize(columns: size.columns, lines: size.lines)
    terminal.clear()
    draw()
  }

  /// Takes the terminal again.
  func enter() {
    terminal.enter()
    resize()
  }

  private func draw() {
    lastDraw = .now
    terminal.draw(screen.lines(model.state))
  }
}
