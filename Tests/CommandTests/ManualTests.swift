import Foundation
import TestSupport
import Testing

/// The manual page and the completions are those of the command as it is.
@Suite struct ManualTests {
  @Test func thePageIsThatOfTheCommand() throws {
    guard let python = Program.path(of: "python3") else {
      print("skipped: there is no python3")
      return
    }
    let help = try RunningTool.run(["--experimental-dump-help"])
    #expect(help.status == 0)
    let script = Fixture.root.appending(path: "docs/make_manual.py").path
    let made = try Program.run(python, [script], input: Array(help.output.utf8))
    #expect(made.status == 0)
    let page = try String(
      contentsOf: Fixture.root.appending(path: "docs/rangescope.1"), encoding: .utf8)
    #expect(made.output == page, "run make man")
    #expect(page.contains("\\-\\-annotate <file>"))
  }

  @Test(arguments: [("bash", "complete "), ("zsh", "#compdef rangescope"), ("fish", "complete -c")])
  func completionsAreMade(_ shell: String, _ mark: String) throws {
    let outcome = try RunningTool.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains(mark))
    #expect(outcome.output.contains("group-by"))
    #expect(outcome.output.contains("forge"))
  }
}
