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
    subcommands: [ReportCommand.self, ExtractCommand.self, ExplainCommand.self, RulesCommand.self],
    defaultSubcommand: ReportCommand.self)

  static func main() {
    OutputStream.ignoreClosedPipes()
    ExitStatus.exit(status(of: nil))
  }

  /// Runs the command and returns how it ended; what is to be said of that has been said.
  static func status(of arguments: [String]?) -> ExitStatus {
    do {
      var command = try parseAsRoot(arguments)
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
      return refuse(error)
    }
  }

  /// What the parser of arguments threw: a request for help, or a wrong usage.
  private static func refuse(_ error: any Error) -> ExitStatus {
    guard exitCode(for: error) != .success else {
      do {
        try OutputStream.standard.write("\(fullMessage(for: error))\n")
        return .done
      } catch {
        return error is OutputStream.ClosedPipe ? .done : .cannotWrite
      }
    }
    let refusal = UsageMessage.refusal(message(for: error))
    refusal.write()
    return refusal.status
  }
}
