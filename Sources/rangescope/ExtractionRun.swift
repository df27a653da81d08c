import Analysis
import Capture
import Extraction
import Packets
import Reports

/// The second reading of the captures, and what is written by it.
struct ExtractionRun {
  var arguments: ExtractArguments
  var request: AnalysisRequest
  var directory: OutputDirectory
  var progress: Progress

  /// Writes the files of a plan, their maps and the manifest.
  ///
  /// - Parameters:
  ///   - plan: What is to be written.
  ///   - inputs: What was read, for the manifest.
  ///   - packets: How many packets of each input the plan was made from.
  /// - Returns: what is to be said of the files.
  /// - Throws: an `OutputFailure`, or a refusal when the inputs are not what they were.
  func write(_ plan: ExtractionPlan, inputs: [InputInfo], packets: [Int]) throws -> [String] {
    try Self.checkNames(plan, directory, arguments, inputs: request.paths)
    var checked = 0
    let extractor = try Extractor(plan, in: directory, options: arguments.options) { count in
      checked += count
      progress.update(checked: checked)
      try Interruption.check()
    }
    if !plan.files.isEmpty { try readAgain(extractor, packets) }
    progress.stage = "checking the files: "
    let line = ExtractionLine(unicode: Terminal.isUTF8)
    var lines: [String] = []
    try extractor.write(ManifestJSON.fileName) { sink in
      try ManifestJSON(to: sink).write(inputs: inputs, plan: plan) { index in
        let file = try extractor.finish(index)
        try extractor.write(file.plan.mapName) { try FileMapJSON(file).write(to: $0) }
        if arguments.options.writesMapfile {
          try extractor.write(file.plan.mapfileName) { try Mapfile(file).write(to: $0) }
        }
        lines += line.written(file, at: directory.path(of: file.plan.name.text))
        return file
      }
    }
    try extractor.publish(overwriting: arguments.force)
    return lines
  }

  /// Looks whether there is something already where files are to be.
  ///
  /// - Parameters:
  ///   - plan: What is to be written.
  ///   - directory: Where.
  ///   - arguments: Whether what is there may be overwritten.
  ///   - inputs: What must not be overwritten in any case.
  /// - Throws: an `OutputFailure` where there is, a refusal where it is one of the inputs.
  static func checkNames(
    _ plan: ExtractionPlan, _ directory: OutputDirectory, _ arguments: ExtractArguments,
    inputs: [String]
  ) throws {
    var names = [ManifestJSON.fileName]
    for file in plan.files {
      names += [file.name.text, file.mapName]
      if arguments.map != nil { names.append(file.mapfileName) }
      if arguments.decode, file.contentEncoding != nil { names.append(file.decodedName) }
    }
    for name in names where directory.has(name) {
      let path = directory.path(of: name)
      guard arguments.force else { throw OutputDirectory.exists(path) }
      if let input = inputs.first(where: { isSameFile($0, path) }) {
        throw Refusal(
          .usage, path, "it is the input \(input)", advice: "choose another place with -o DIR")
      }
    }
  }

  private func readAgain(_ extractor: Extractor, _ packets: [Int]) throws {
    progress.stage = "2 of 2: "
    var options = try request.options()
    // Which transactions there are does not depend on it.
    options.comparesContent = false
    let inputs = try OpenInputs(request)
    let all = packets.reduce(0, +)
    var read = 0
    var left = packets
    var analyzer = Analyzer(options: options, sink: extractor.placer)
    try inputs.read(atMost: request.count) { input, record, captured in
      // A file that grows is read as far as at first.
      guard input < left.count, left[input] > 0 else { return }
      left[input] -= 1
      read += 1
      analyzer.receive(captured, record, input: input)
      if let failure = extractor.placer.failure { throw failure }
      if read % 4096 == 0 {
        progress.update(packets: read, of: all)
        try Interruption.check()
      }
    }
    analyzer.finishContent()
    if let failure = extractor.placer.failure { throw failure }
    guard read == all else {
      throw Refusal(
        .badInput, request.paths.joined(separator: " "), "has changed since it was read at first",
        advice: "extract from a copy")
    }
  }
}
