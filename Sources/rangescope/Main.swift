import ArgumentParser
import Reports

/// The command `rangescope`: reads packet captures and diagnoses HTTP range downloads.
@main
struct Rangescope: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: Tool.name,
    abstract: "Reads packet captures and diagnoses HTTP range downloads.",
    discussion: """
      rangescope FILE... reads capture files as one traffic record and tells, for each download, \
      which bytes came, which are missing, and whether they belong together.
      """,
    version: "\(Tool.name) \(Tool.version)",
    subcommands: [
      ReportCommand.self, LiveCommand.self, InterfacesCommand.self, ExtractCommand.self,
      ExplainCommand.self, ForgeCommand.self, RulesCommand.self,
    ],
    defaultSubcommand: ReportCommand.self)

  static func main() {
    OutputStream.ignoreClosedPipes()
    ExitStatus.exit(status(of: nil))
  }

  /// Runs the command and returns how it ended; what is to be said of that has been said.
  static func status(of arguments: [String]?) -> ExitStatus {
    let words = arguments ?? Array(CommandLine.arguments.dropFirst())
    do {
      try refuseHelpOnNothing(words)
      var command = try subcommand(words) ?? parseAsRoot(arguments)
      try command.run()
      return .done
    } catch let error as CommandOutcome {
      for refusal in error.refusals { refusal.write() }
      return error.status
    } catch let refusal as Refusal {
      refusal.write()
      return refusal.status
    } catch is Interruption.Requested {
      Interruption.end()
    } catch is OutputStream.ClosedPipe {
      return .done
    } catch {
      return refuse(error, words)
    }
  }

  /// The command that the first word names, or the default, if it takes the other words as they are.
  ///
  /// The parser looks at all that any command takes before it goes to the one that is named, which is
  /// most of the time that a short run takes. Who asks for help, or what is wrong, is left to it.
  private static func subcommand(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let name = arguments.first, name != "help" else { return nil }
    guard let type = configuration.subcommands.first(where: { $0._commandName == name }) else {
      return try? configuration.defaultSubcommand?.parse(arguments)
    }
    return try? type.parse(Array(arguments.dropFirst()))
  }

  /// The parser answers `help` on any word with the help on everything.
  private static func refuseHelpOnNothing(_ arguments: [String]) throws {
    guard arguments.count > 1, arguments[0] == "help", !arguments[1].hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(arguments[1]), arguments[1] != "help" else { return }
    let near = NearNames.of(arguments[1], among: names)
    throw Refusal(
      .usage, arguments[1], "there is no such command",
      advice: NearNames.question(near) ?? "commands are \(names.joined(separator: ", "))")
  }

  /// What the parser of arguments threw: a request for help, or a wrong usage.
  private static func refuse(_ error: any Error, _ arguments: [String]) -> ExitStatus {
    guard exitCode(for: error) != .success else {
      do {
        try OutputStream.standard.write("\(fullMessage(for: error))\n")
        return .done
      } catch {
        return error is OutputStream.ClosedPipe ? .done : .cannotWrite
      }
    }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    let command = arguments.first.flatMap { names.contains($0) ? $0 : nil } ?? "report"
    let refusal = UsageMessage.refusal(message(for: error), of: command)
    refusal.write()
    return refusal.status
  }
}
