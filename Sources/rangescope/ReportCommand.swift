import Packets
import Analysis
import ArgumentParser
import Database
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
    for remark in remarks(request, analysis.report) { remark.write() }
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
    let status = status(analysis)
    // The process ends here: to give back millions of small pieces of memory first helps nobody.
    _ = Unmanaged.passRetained(Kept(analysis))
    throw CommandOutcome(status: status)
  }

  /// What a user should know who asked for a part and got nothing.
  private func remarks(_ request: AnalysisRequest, _ report: Report) -> [Refusal] {
    let packets = report.inputs.reduce(0) { $0 + $1.packets }
    if request.filter != nil, packets > 0, report.connections.isEmpty {
      return [
        Refusal(
          .done, "-f", "no TCP packet passes the filter", advice: "the report is of nothing")
      ]
    }
    guard report.told.isEmpty, !report.connections.isEmpty else { return [] }
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

/// Holds what is kept to the end.
private final class Kept {
  let analysis: AnalysisResult
  init(_ analysis: AnalysisResult) { self.analysis = analysis }
}
