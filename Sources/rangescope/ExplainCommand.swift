import Analysis
import Ranges
public import ArgumentParser
public import Phrases
import Reports
import Rules

extension Language: ExpressibleByArgument {}

/// `rangescope explain CAPTURE | RULE`: tells an exchange step by step, or says what a rule means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell a download step by step, or say what a rule means.",
    discussion: """
      The id of a rule wins over the name of a file; ./NAME is the file. Of a capture the first \
      download with content is told: what was asked, what the server said, which header lines \
      matter and why, which bytes that gave, what the next request is built from, and what could \
      have gone wrong, each step with the section of the specification.
      """)

  @Argument(
    help: ArgumentHelp(
      "Capture files, or the id of a rule, as rules lists it.", valueName: "capture|rule"))
  var subjects: [String]

  @Option(help: ArgumentHelp("Which download is told, by its number.", valueName: "n"))
  var download: Int?

  @Option(
    name: .short,
    help: ArgumentHelp("Only packets that a libpcap filter lets through.", valueName: "filter"))
  var filter: String?

  @OptionGroup var selection: SelectionArguments

  @Flag(help: "Ask before telling: each question waits for a line on standard input.")
  var quiz = false

  @Option(help: "The language; else that of the locale, where it is one of these.")
  var lang: Language?

  @Option(help: "Whether text is coloured.")
  var color = When.auto

  @Flag(help: "Write credentials, cookies and tokens as they are.")
  var showSecrets = false

  func run() throws {
    let language = lang ?? Terminal.language
    var options = ReportOptions.ofTerminal(color)
    options.showSecrets = showSecrets
    options.salt = .random()
    if lang == .zh { options.unicode = true }
    if subjects.count == 1, let rule = Rule.named(subjects[0]) {
      let explanation = RuleExplanation(rule, options: options, language: language)
      try OutputStream.standard.write(explanation.text)
      return
    }
    let analysis = try analyse(request(), progress: Progress(.never))
    for refusal in analysis.refusals { refusal.write() }
    let isChosen = filter != nil || selection.url != nil || selection.client != nil
    if isChosen, analysis.report.downloads.isEmpty {
      Refusal(
        .done, "explain", "the capture holds nothing of what was chosen",
        advice: "leave out --url, --client or -f to see all"
      ).write()
    }
    if let download, !analysis.report.downloads.contains(where: { $0.id == download }) {
      let count = analysis.report.downloads.count
      throw Refusal(
        .usage, "--download", "there is no download \(download)",
        advice: count == 0 ? "the capture holds none" : "give a number from 1 to \(count)")
    }
    let story = WalkthroughText(
      analysis.report, download: download, language: language, options: options)
    if quiz {
      try ask(story)
    } else {
      try OutputStream.standard.write(story.text)
    }
    throw CommandOutcome(status: .winning(analysis.refusals.map(\.status)))
  }

  /// What is analysed: the captures, and what of them was chosen.
  ///
  /// - Throws: a refusal when the one name given is neither that of a rule nor that of a file.
  private func request() throws -> AnalysisRequest {
    if subjects.count == 1, subjects[0] != "-", !isThere(subjects[0]), !subjects[0].contains(".") {
      let near = NearNames.of(subjects[0], among: Rule.catalogue.map(\.id))
      throw Refusal(
        .usage, subjects[0], "no rule and no file has this name",
        advice: NearNames.question(near) ?? "\(Tool.name) rules lists the rules")
    }
    var request = selection.request
    request.paths = subjects
    request.filter = filter
    return request
  }

  /// Asks each question, waits for a line, and tells the step then.
  private func ask(_ story: WalkthroughText) throws {
    try OutputStream.standard.write(story.opening)
    for index in 0..<story.count {
      if let question = story.question(at: index) {
        try OutputStream.standard.write(question)
        let answer = readLine() ?? ""
        let reply = "\n" + story.reply(to: answer, at: index)
        try OutputStream.standard.write(reply)
      }
      try OutputStream.standard.write(story.step(at: index))
    }
  }
}
