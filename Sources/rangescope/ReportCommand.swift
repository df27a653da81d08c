import Packets
import Analysis
import ArgumentParser
import Database
import Live
import Reports
import Rules
import Transactions

/// `rangescope [report] CAPTURE...`: analyses captures as one record and writes a report.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Analyse captures and write a report (the default).")

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  @Option(help: "From which severity on a finding makes the exit status 1.")
  var failOn = FailOn.never

  @Option(
    help: ArgumentHelp(
      """
      Of --format ndjson: tell lines while reading, and keep so many downloads at once. Of more those \
      that were idle longest are told for the last time and forgotten, as are those idle for 300 s.
      """, valueName: "count"))
  var maxDownloads: Int?

  /// Whether lines can be told before all is read: nothing else is to be made of the whole.
  private var canTellLines: Bool {
    output.format == .ndjson && output.annotate == nil && output.sqlite == nil
  }

  func run() throws {
    var request = try input.request()
    try output.check()
    request.asksForFew =
      output.format == .text && output.annotate == nil && output.sqlite == nil
    try check(maxDownloads)
    let progress = Progress(input.progress)
    let inputs = try OpenInputs(request)
    if let maxDownloads {
      throw CommandOutcome(status: try tell(inputs, request, maxDownloads, progress))
    }
    let analysis = try analyse(inputs, request, progress: progress)
    progress.clear()
    for refusal in analysis.refusals { refusal.write() }
    for remark in remarks(request, analysis.report, told: analysis.report.told.count) {
      remark.write()
    }
    let stream = try output.open(besides: request.paths)
    var options = output.reportOptions
    options.workers = request.workers
    try output.format.write(analysis.report, options: options) {
      try stream.write($0)
    }
    if let path = output.annotate {
      try Annotation.write(
        analysis.report, of: request.paths, options: options, to: path)
    }
    if let path = output.sqlite {
      do {
        try ReportDatabase(path: path).add(analysis.report, options: options)
      } catch {
        throw Refusal(
          .cannotWrite, "--sqlite \(path)", "\(error)",
          advice: "give a database of this tool, or none")
      }
    }
    let status = status(
      analysis.refusals, worst: analysis.report.findings.map(\.severity).max())
    // The process ends here: to give back millions of small pieces of memory first helps nobody.
    _ = Unmanaged.passRetained(Kept(analysis.report))
    throw CommandOutcome(status: status)
  }

  private func check(_ maxDownloads: Int?) throws {
    guard let maxDownloads else { return }
    if maxDownloads < 1 {
      throw Refusal(
        .usage, "--max-downloads", "\(maxDownloads) downloads are none",
        advice: "give a number above 0")
    }
    if !canTellLines {
      throw Refusal(
        .usage, "--max-downloads", "only lines are told while a capture is read",
        advice: "use --format ndjson, without --annotate and --sqlite")
    }
  }

  /// Tells the report of a record while it is read.
  private func tell(
    _ inputs: OpenInputs, _ request: AnalysisRequest, _ mostDownloads: Int, _ progress: Progress
  ) throws -> ExitStatus {
    var options = output.reportOptions
    options.workers = request.workers
    var report = ToldReport(options, mostDownloads: mostDownloads) {
      try output.open(besides: request.paths)
    }
    let told = try report.run(inputs, request, progress)
    _ = Unmanaged.passRetained(Kept(told.report))
    for refusal in told.refusals { refusal.write() }
    for remark in remarks(request, told.report, told: told.totals.all.transactions) {
      remark.write()
    }
    return status(told.refusals, worst: told.totals.worst)
  }

  /// What a user should know who asked for a part and got nothing.
  private func remarks(
    _ request: AnalysisRequest, _ report: Report, told: Int
  ) -> [Refusal] {
    let packets = report.inputs.reduce(0) { $0 + $1.packets }
    let connections = report.connections.count + report.letGo.connections
    if request.filter != nil, packets > 0, connections == 0 {
      return [
        Refusal(
          .done, "-f", "no TCP packet passes the filter", advice: "the report is of nothing")
      ]
    }
    guard told == 0, connections > 0 else { return [] }
    var remarks: [Refusal] = []
    if request.url != nil {
      remarks.append(
        Refusal(
          .done, "--url", "no transaction matches", advice: "see rangescope help report"))
    }
    if request.client != nil {
      remarks.append(
        Refusal(
          .done, "--client", "no transaction is of this client", advice: "leave it out to see all"))
    }
    return remarks
  }

  private func status(_ refusals: [Refusal], worst: Severity?) -> ExitStatus {
    var statuses = refusals.map(\.status)
    if let least = failOn.severity, let worst, worst >= least { statuses.append(.found) }
    return .winning(statuses)
  }
}

/// Holds what is kept to the end.
private final class Kept {
  let report: Report
  init(_ report: Report) { self.report = report }
}
