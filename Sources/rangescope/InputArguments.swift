import ArgumentParser
import Ranges
import Ranges

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

  @Option(
    help: ArgumentHelp("Only downloads of this address.", valueName: "address"),
    transform: AddressArgument.init)
  var client: AddressArgument?

  @Option(
    help: ArgumentHelp(
      """
      Only addresses that match: * stands for any text, ? for a character, and case counts. A glob \
      that begins with / is held against the whole target, one with :// against the whole address, \
      any other against every part of it.
      """, valueName: "glob"))
  var url: String?

  @Option(
    help: ArgumentHelp(
      """
      What makes one download: url (a resource, whoever fetched it), client (a path and length, \
      whatever the host) or server (each server by itself), in place of client and resource.
      """, valueName: "key"))
  var groupBy: GroupBy?

  @Option(
    help: ArgumentHelp("Set a threshold (rules lists them).", valueName: "name=n"),
    transform: ThresholdSetting.init)
  var threshold: [ThresholdSetting] = []

  @Option(
    help: ArgumentHelp("Set a bound on memory (rules lists them).", valueName: "name=n"),
    transform: ThresholdSetting.init)
  var limit: [ThresholdSetting] = []

  @Flag(
    name: .customLong("no-fingerprints"), help: "Compare no content and check no digest; faster.")
  var noFingerprints = false

  @Option(help: "Whether progress is shown on standard error.")
  var progress = When.auto

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
    if let count, count < 1 {
      throw Refusal(.usage, "-c", "\(count) packets are none", advice: "give a number above 0")
    }
    return AnalysisRequest(
      paths: paths, filter: filter, count: count, client: client?.address, url: url,
      grouping: groupBy?.grouping ?? .resource, thresholds: threshold,
      limits: limit, comparesContent: !noFingerprints)
  }
}
