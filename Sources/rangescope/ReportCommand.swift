import Analysis
import ArgumentParser
import Reports
import Rules

/// `rangescope [report] CAPTURE...`: analyses captures as one record and writes a report.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Analyse captures and write a report (the default).")

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Output") var output: OutputArguments

  @Option(help: "From which severity on a finding makes the exit status 1.")
  var failOn = FailOn.never

  func run() throws {
    let request = try input.request()
    let progress = Progress(input.progress)
    let analysis = try analyse(request, progress: progress)
    progress.clear()
    for refusal in analysis.refusals { refusal.write() }
    let stream = try output.open(besides: request.paths)
    try output.format.write(analysis.report, options: output.reportOptions) {
      try stream.write($0)
    }
    throw CommandOutcome(status: status(analysis))
  }

  private func status(_ analysis: AnalysisResult) -> ExitStatus {
    var statuses = analysis.refusals.map(\.status)
    if let least = failOn.severity,
      analysis.report.findings.contains(where: { $0.severity >= least })
    {
      statuses.append(.found)
    }
    return .winning(statuses)
  }
}
