import ArgumentParser
import Phrases
import Reports
import Rules

/// `rangescope rules`: lists every rule.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "List every rule, and the thresholds and bounds that can be set.")

  @Option(help: "Whether text is coloured.")
  var color = When.auto

  @Option(help: "The language; else that of the locale, where it is one of these.")
  var lang: Language?

  func run() throws {
    var options = ReportOptions.ofTerminal(color)
    options.language = lang ?? Terminal.language
    if lang == .zh { options.unicode = true }
    // What is piped into grep is not cut.
    if !Terminal.isTerminal(1), Terminal.environment("COLUMNS") == nil { options.width = 1000 }
    let list = RulesList(options: options)
    try OutputStream.standard.write(list.text)
  }
}
