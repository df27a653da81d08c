import ArgumentParser
import Live

/// Where captured packets are written.
struct LiveFileArguments: ParsableArguments {
  @Option(
    name: .short,
    help: ArgumentHelp("Write the packets to a pcapng file.", valueName: "file"))
  var write: String?

  @Option(help: ArgumentHelp("Begin another file before this size, in MiB.", valueName: "MiB"))
  var rotateSize: Double?

  @Option(help: ArgumentHelp("Begin another file after this time.", valueName: "seconds"))
  var rotateTime: Double?

  @Option(help: ArgumentHelp("Keep only so many of these files, the newest.", valueName: "count"))
  var keep: Int?

  /// When files follow each other.
  ///
  /// - Throws: a refusal when a number makes no sense, or nothing is written.
  func policy() throws -> RotationPolicy {
    var policy = RotationPolicy()
    if let write, write == "-" {
      throw Refusal(
        .usage, "-w -", "packets are not written to standard output", advice: "name a file")
    }
    for (option, value) in [
      ("--rotate-size", rotateSize), ("--rotate-time", rotateTime),
      ("--keep", keep.map(Double.init)),
    ] {
      guard let value else { continue }
      if write == nil {
        throw Refusal(.usage, option, "no packets are written", advice: "name a file with -w")
      }
      if !(value > 0) || value > 1e9 {
        throw Refusal(.usage, option, "it is out of range", advice: "give a number above 0")
      }
    }
    policy.size = rotateSize.map { max(4096, Int($0 * 1_048_576)) }
    policy.time = rotateTime.map { Int64($0 * 1e9) }
    policy.kept = keep
    if keep != nil, !policy.rotates {
      throw Refusal(
        .usage, "--keep", "there is only one file",
        advice: "give --rotate-size or --rotate-time")
    }
    return policy
  }
}
