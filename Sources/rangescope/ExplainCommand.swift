import ArgumentParser
import Reports

/// `rangescope explain RULE`: says what a rule means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule means.")

  @Argument(help: "The id of a rule, as rules lists it.")
  var rule: String

  func run() throws {
    throw Refusal(.internalError, rule, "not joined yet", advice: "")
  }
}
