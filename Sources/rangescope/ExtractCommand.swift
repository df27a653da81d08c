import Analysis
import ArgumentParser
import Extraction
import Packets
import Reports

/// `rangescope extract CAPTURE... -o DIR`: writes the files that were downloaded.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Write the files that were downloaded, holes kept, with a manifest.",
    discussion: """
      Every download becomes a file in DIR: its parts are placed by position, across connections, \
      one file for each version. What is missing is a hole in the file; NAME.map.json beside it tells \
      which bytes are present, which were delivered but not captured (unseen), and which are missing. \
      manifest.json lists all files with their SHA-256 and whether digests in headers hold. Captures \
      are read twice; what comes from a pipe is kept in DIR meanwhile. Files get their names when all \
      are whole.
      """)

  @OptionGroup(title: "Input") var input: InputArguments
  @OptionGroup(title: "Output") var output: ExtractArguments

  func run() throws {
    Interruption.watch()
    do {
      try extract()
    } catch let failure as OutputFailure {
      throw Refusal(.cannotWrite, failure.subject, failure.reason, advice: failure.advice)
    }
  }

  private func extract() throws {
    var request = try input.request()
    // The second reading has to meet the exchanges in the same order.
    request.sharesReading = false
    guard output.maxFiles > 0 else {
      throw Refusal(
        .usage, "--max-files", "\(output.maxFiles) files are none", advice: "give a number above 0")
    }
    let progress = Progress(input.progress)
    if output.list || output.dryRun { return try tell(request, progress) }
    guard let path = output.output else {
      throw Refusal(
        .usage, "-o", "no directory is given", advice: "name one, or give --list to see the files")
    }
    let directory = try OutputDirectory(path: path)
    defer { directory.discard() }
    let spools = try Spools(&request, in: directory, progress: progress)
    // What is kept goes with it, and is read by path until the end.
    defer { withExtendedLifetime(spools) {} }
    progress.stage = "1 of 2: "
    let analysis = try spools.restoring { try analyse(request, progress: progress) }
    let run = ExtractionRun(
      arguments: output, request: request, directory: directory, progress: progress)
    let inputs = analysis.report.inputs.map(spools.restored)
    let plan = ExtractionPlan(analysis.report, options: output.options)
    // Of the report only the plan is kept while the files are written.
    let outcome = (refusals: analysis.refusals.map(spools.restored), packets: analysis.packets)
    let lines = try run.write(plan, inputs: inputs, packets: outcome.packets)
    progress.clear()
    if !output.quiet { try say(lines) }
    try finish(plan, outcome.refusals)
  }

  /// Says what would be written, and with `--dry-run` whether it could be.
  private func tell(_ request: AnalysisRequest, _ progress: Progress) throws {
    let analysis = try analyse(request, progress: progress)
    progress.clear()
    let plan = ExtractionPlan(analysis.report, options: output.options)
    if output.dryRun {
      guard let path = output.output else {
        throw Refusal(.usage, "-o", "no directory is given", advice: "name the one to write to")
      }
      if let directory = try OutputDirectory(existing: path) {
        try ExtractionRun.checkNames(plan, directory, output, inputs: request.paths)
      }
    }
    let line = ExtractionLine(unicode: Terminal.isUTF8)
    try say(
      plan.files.map { file in
        line.planned(file, at: output.output.map { "\($0)/\(file.name.text)" } ?? file.name.text)
      })
    try finish(plan, analysis.refusals)
  }

  private func say(_ lines: [String]) throws {
    try OutputStream.standard.write(lines.map { "\($0)\n" }.joined())
  }

  /// Says what is left to be said, and ends with the status of it all.
  private func finish(_ plan: ExtractionPlan, _ refusals: [Refusal]) throws {
    for refusal in refusals { refusal.write() }
    if plan.files.isEmpty, plan.tooLong.isEmpty, refusals.isEmpty {
      Refusal(
        .done, output.output ?? "--list", "no download in the captures has content",
        advice: "see \(Tool.name) report"
      ).write()
    }
    if !plan.tooLong.isEmpty {
      Refusal(
        .done, "--max-size", "\(plan.tooLong.count) longer left out",
        advice: "manifest.json names them"
      ).write()
    }
    if plan.beyond > 0 {
      Refusal(.done, "--max-files", "\(plan.beyond) more left out", advice: "raise it").write()
    }
    throw CommandOutcome(status: .winning(refusals.map(\.status)))
  }
}
