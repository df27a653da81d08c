import ArgumentParser
import Forge
import Reports
import Scenarios

/// `rangescope forge SCENARIO -w FILE`: makes a capture of a description.
struct ForgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forge",
    abstract: "Make a capture from a description of requests, answers and faults.",
    discussion: """
      A scenario is one of those that --list names, or a file of your own: a few lines that say \
      which resources there are, what is asked, what is answered, and what goes wrong. --show \
      prints one to begin with; the format is described in Fixtures/scenarios/README.md.
      """)

  @Argument(
    help: ArgumentHelp(
      "The name of a scenario, a file, or - for standard input.", valueName: "scenario"))
  var scenario: String?

  @Option(name: .short, help: ArgumentHelp("The capture to write.", valueName: "file"))
  var write: String?

  @Flag(help: "List the scenarios that come with the tool.")
  var list = false

  @Flag(help: "Print the text of a scenario.")
  var show = false

  func run() throws {
    if list { return try writeList() }
    guard let scenario else {
      throw Refusal(
        .usage, "<scenario>", "no scenario is given", advice: "\(Tool.name) forge --list names them"
      )
    }
    let text = try text(of: scenario)
    if show { return try OutputStream.standard.write(text) }
    guard let write else {
      throw Refusal(.usage, "-w", "no file to write to is given", advice: "give -w FILE")
    }
    let script: ScenarioScript
    do {
      script = try ScenarioScript(text)
    } catch {
      throw Refusal(
        .badInput, "\(scenario):\(error.line)", error.reason,
        advice: "see Fixtures/scenarios/README.md for the format")
    }
    let stream = write == "-" ? OutputStream.standard : try OutputStream(path: write)
    try script.capture.write { piece in try stream.write(piece.span.bytes) }
  }

  private func writeList() throws {
    let width = Scenarios.all.map(\.name.count).max() ?? 0
    for (name, text) in Scenarios.all {
      let title = (try? ScenarioScript(text).title) ?? ""
      let padding = String(repeating: " ", count: width - name.count + 2)
      try OutputStream.standard.write("\(name)\(padding)\(title)\n")
    }
  }

  /// The text of a scenario: of the tool's own, or else of a file.
  private func text(of name: String) throws -> String {
    if let text = Scenarios.named(name) { return text }
    guard let bytes = InputText.read(name, upTo: Self.longest) else {
      throw Refusal(
        .cannotOpen, name, "no scenario has this name, and no file of up to 1 MiB is there",
        advice: "\(Tool.name) forge --list names them")
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let longest = 1 << 20
}
