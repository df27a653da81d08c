import ArgumentParser
import Phrases
import Reports

/// How a report is written, and where.
struct OutputArguments: ParsableArguments {
  @Option(name: .short, help: ArgumentHelp("Write to a file.", valueName: "file"))
  var output: String?

  @Option(help: "The form of the report.")
  var format = ReportFormat.text

  @Option(help: "Whether text is coloured.")
  var color = When.auto

  @Option(help: "Which header fields are kept; very many transactions keep those of ranges.")
  var headers: HeaderSelection?

  @Option(
    help: """
      The language of text, markdown, HTML and comments; else that of the locale, where it is one of \
      these. Forms for programs are the same in every language.
      """)
  var lang: Language?

  @Option(
    help: ArgumentHelp(
      "Write the packets once more, as pcapng, each finding a comment on its packet for Wireshark.",
      valueName: "file"))
  var annotate: String?

  @Option(
    help: ArgumentHelp(
      "Add the report to a SQLite database: tables reports, transactions, ranges, downloads, findings.",
      valueName: "file"))
  var sqlite: String?

  @Flag(help: "Write credentials, cookies and tokens as they are.")
  var showSecrets = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      How many downloads text describes one by one, those with the gravest findings; 0: all. The \
      others are counted by verdict.
      """, valueName: "count"))
  var show = 100

  @Flag(help: "Only verdicts, and findings above notes.")
  var quiet = false

  /// The options of a report that goes where these arguments say.
  var reportOptions: ReportOptions {
    let toTerminal = output == nil && Terminal.isTerminal(1)
    var options = ReportOptions()
    options.color = Terminal.usesColor(color, toTerminal: toTerminal)
    options.width = Terminal.width
    options.unicode = Terminal.isUTF8 || output != nil
    options.quiet = quiet
    options.downloadsShown = show > 0 ? show : nil
    options.headers = headers
    options.showSecrets = showSecrets
    options.salt = .random()
    options.language = lang ?? Terminal.language
    if lang == .zh { options.unicode = true }
    return options
  }

  /// Looks at the numbers, before anything is read.
  ///
  /// - Throws: a refusal when one makes no sense.
  func check() throws {
    guard show < 0 else { return }
    throw Refusal(
      .usage, "--show", "\(show) downloads are none", advice: "give a number, or 0 for all")
  }

  /// What the output goes to.
  ///
  /// - Throws: a refusal when it cannot be opened, or is one of the inputs.
  func open(besides inputs: [String]) throws -> OutputStream {
    guard let output, output != "-" else { return .standard }
    if let input = inputs.first(where: { isSameFile($0, output) }) {
      throw Refusal(
        .usage, "-o \(output)", "it is the input \(input)", advice: "name another file")
    }
    return try OutputStream(path: output)
  }
}

extension ReportOptions {
  /// The options of text that goes to standard output.
  static func ofTerminal(_ color: When) -> ReportOptions {
    var options = ReportOptions()
    options.color = Terminal.usesColor(color, toTerminal: Terminal.isTerminal(1))
    options.width = Terminal.width
    options.unicode = Terminal.isUTF8
    return options
  }
}
