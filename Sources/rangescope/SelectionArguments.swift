import ArgumentParser
import Ranges

/// What of the traffic matters, and how it is looked at.
struct SelectionArguments: ParsableArguments {
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

  /// An analysis of no input yet.
  var request: AnalysisRequest {
    AnalysisRequest(
      paths: [], filter: nil, count: nil, client: client?.address, url: url,
      grouping: groupBy?.grouping ?? .resource, thresholds: threshold, limits: limit,
      comparesContent: !noFingerprints)
  }
}
