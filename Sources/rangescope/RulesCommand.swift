import ArgumentParser
import Reports

/// `rangescope rules`: lists every rule.
struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List every rule and the thresholds that can be set.")

  func run() throws {
    throw Refusal(.internalError, "rules", "not joined yet", advice: "")
  }
}
