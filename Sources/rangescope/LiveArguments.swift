import ArgumentParser
import Live

/// How an interface is captured from, and what is kept.
struct LiveArguments: ParsableArguments {
  @Option(
    name: .short,
    help: ArgumentHelp("The interface, or any; interfaces lists them.", valueName: "interface"))
  var interface: String

  @Option(
    name: .short,
    help: ArgumentHelp(
      "Only packets that a libpcap filter lets through; the kernel applies it.",
      valueName: "filter"))
  var filter: String?

  @Option(name: .short, help: ArgumentHelp("Stop after so many packets.", valueName: "count"))
  var count: Int?

  @Option(help: ArgumentHelp("Stop after so many seconds.", valueName: "seconds"))
  var duration: Double?

  @Option(
    name: .short,
    help: ArgumentHelp("The most bytes kept of a packet; 0 is all.", valueName: "bytes"))
  var snaplen = 262_144

  @Option(
    name: [.customShort("B"), .customLong("buffer-size")],
    help: ArgumentHelp(
      "The kernel's buffer, in KiB; without it 65536, at most a quarter of --max-memory.",
      valueName: "KiB"))
  var bufferSize: Int?

  @Flag(
    name: [.customShort("p"), .customLong("no-promiscuous")],
    help: "Do not take packets that are for others.")
  var noPromiscuous = false

  @Option(
    name: [.customShort("Z"), .customLong("relinquish-privileges")],
    help: ArgumentHelp(
      """
      The user to become when started as root, keeping only the right to capture; without it the \
      user who called sudo, else nobody. -Z root stays root.
      """, valueName: "user"))
  var user: String?

  @Option(
    help: ArgumentHelp("Seconds after which an idle download is closed.", valueName: "seconds"))
  var idleTimeout = 300

  @Option(help: ArgumentHelp("Downloads kept at once.", valueName: "count"))
  var maxDownloads = 10_000

  @Option(
    help: ArgumentHelp("Memory above which downloads are closed sooner, in MiB.", valueName: "MiB"))
  var maxMemory = 1024

  @Option(
    help: ArgumentHelp(
      """
      Serve metrics for Prometheus at this address, as 9123 or 127.0.0.1:9123; without an address \
      only this machine can read them.
      """, valueName: "address:port"))
  var metrics: String?

  @Flag(help: "No view, though the output is a terminal: one line an event.")
  var noView = false

  /// How the interface is opened.
  ///
  /// - Throws: a refusal when a number makes no sense.
  func settings() throws -> CaptureSettings {
    try check("-c", count.map(Double.init), above: 0)
    try check("--duration", duration, above: 0)
    try check("-s", Double(snaplen), above: -1)
    try check("-B", bufferSize.map(Double.init), above: 0)
    try check("--idle-timeout", Double(idleTimeout), above: 0)
    try check("--max-downloads", Double(maxDownloads), above: 0)
    try check("--max-memory", Double(maxMemory), above: 15)
    var settings = CaptureSettings(interface: interface)
    settings.filter = filter
    settings.snaplen = snaplen == 0 ? 262_144 : min(snaplen, 262_144)
    if let bufferSize { settings.bufferSize = min(bufferSize, 1 << 20) << 10 }
    settings.isPromiscuous = !noPromiscuous
    return settings
  }

  private func check(_ option: String, _ value: Double?, above least: Double) throws {
    guard let value, !(value > least) || value > 1e9 else { return }
    throw Refusal(
      .usage, option, "\(value.formatted) is out of range",
      advice: "give a number above \(least.formatted)")
  }
}

extension Double {
  /// Without a fraction where there is none.
  fileprivate var formatted: String {
    self == rounded() && magnitude < 1e15 ? String(Int(self)) : String(self)
  }
}
