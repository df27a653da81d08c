import ArgumentParser
import Reports
import Rules

/// `rangescope explain RULE`: says what a rule means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule means.")

  @Argument(help: "The id of a rule, as rules lists it.")
  var rule: String

  @Option(help: "Whether text is coloured.")
  var color = When.auto

  func run() throws {
    guard let rule = Rule.named(rule) else {
      let near = NearNames.of(self.rule, among: Rule.catalogue.map(\.id))
      throw Refusal(
        .usage, self.rule, "no rule has this name",
        advice: NearNames.question(near) ?? "\(Tool.name) rules lists them")
    }
    let explanation = RuleExplanation(rule, options: .ofTerminal(color))
    try OutputStream.standard.write(explanation.text)
  }
}
