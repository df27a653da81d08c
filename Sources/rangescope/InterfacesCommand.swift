import ArgumentParser
import Live
import Reports

/// `rangescope interfaces`: lists what can be captured from.
struct InterfacesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "interfaces",
    abstract: "List the interfaces that can be captured from.",
    discussion: """
      One line an interface: its name, whether it is up, its link type (- where that cannot be told \
      without the right to capture) and its addresses.
      """)

  func run() throws {
    let interfaces: [NetworkInterface]
    do {
      interfaces = try NetworkInterface.all()
    } catch {
      throw Refusal(error)
    }
    let text = TerminalText(unicode: Terminal.isUTF8)
    let width = max(4, interfaces.map { $0.name.count }.max() ?? 0)
    var lines = ""
    for interface in interfaces {
      func column(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count)) + "  "
      }
      let state = interface.isUp.map { $0 ? "up" : "down" } ?? "-"
      lines += column(text.sanitized(interface.name), width) + column(state, 4)
      lines += column(interface.linkType ?? "-", 12)
      let addresses = interface.addresses.joined(separator: " ")
      lines +=
        addresses.isEmpty
        ? interface.description.map { "(\(text.sanitized($0)))" } ?? "" : addresses
      while lines.last == " " { lines.removeLast() }
      lines += "\n"
    }
    try OutputStream.standard.write(lines)
  }
}

extension Refusal {
  /// An interface that cannot be captured from.
  init(_ error: LiveError) {
    switch error {
    case .noInterface(let name, let reason):
      self.init(
        .cannotOpen, "-i \(name)", reason.isEmpty ? "there is no such interface" : reason,
        advice: "\(Tool.name) interfaces lists them")
    case .noPermission(let name, let reason):
      self.init(
        .noPermission, "-i \(name)", reason,
        advice: "sudo \(Tool.name) live …; or once: sudo setcap cap_net_raw+ep $(command -v "
          + "\(Tool.name)); or join the group that may capture, where there is one")
    case .badFilter(let expression, let reason):
      self.init(
        .usage, "-f '\(expression)'", reason, advice: "see pcap-filter(7) for the syntax")
    case .cannotCapture(let name, let reason):
      self.init(
        .cannotOpen, "-i \(name)", reason, advice: "\(Tool.name) interfaces lists what is up")
    }
  }
}
