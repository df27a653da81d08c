import ArgumentParser

/// What is read, and what of it matters.
struct InputArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Capture files, read as one record; - is standard input.", valueName: "file")
  )
  var captures: [String] = []

  @Option(name: .short, help: ArgumentHelp("Another capture file.", valueName: "file"))
  var read: [String] = []

  @Option(
    name: .short,
    help: ArgumentHelp(
      "Only packets that a libpcap filter lets through.",
      valueName: "filter"))
  var filter: String?

  @Option(
    name: .short, parsing: .unconditional,
    help: ArgumentHelp("Stop after so many packets.", valueName: "count"))
  var count: Int?

  @OptionGroup var selection: SelectionArguments

  @Option(
    help: ArgumentHelp(
      """
      How many threads work; else as many as there are processors, where that pays. No result \
      depends on it.
      """, valueName: "count"))
  var threads: Int?

  @Option(help: "Whether progress is shown on standard error.")
  var progress = When.auto

  private static let mostThreads = 64

  /// All inputs, in the order given.
  var paths: [String] { captures + read }

  /// What is to be analysed.
  ///
  /// - Throws: a refusal when no input is given, or a number makes no sense.
  func request() throws -> AnalysisRequest {
    guard !paths.isEmpty else {
      throw Refusal(
        .usage, "<file>", "no capture is given",
        advice: "name a capture file, or - for standard input")
    }
    if paths.count(where: { $0 == "-" }) > 1 {
      throw Refusal(
        .usage, "-", "standard input is given twice", advice: "it can be read only once")
    }
    if let count, count < 1 {
      throw Refusal(.usage, "-c", "\(count) packets are none", advice: "give a number above 0")
    }
    if let threads, !(1...Self.mostThreads).contains(threads) {
      throw Refusal(
        .usage, "--threads", "\(threads) threads cannot be",
        advice: "give a number from 1 to \(Self.mostThreads)")
    }
    var request = selection.request
    request.threads = threads
    request.paths = paths
    request.filter = filter
    request.count = count
    return request
  }
}
