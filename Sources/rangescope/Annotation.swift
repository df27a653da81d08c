import Analysis
import Capture
import Packets
import Reports

/// The captures once more, with what was found as comments on the packets that show it.
enum Annotation {
  /// Writes the packets of all inputs, in the order of time, as pcapng.
  ///
  /// - Throws: a refusal when an input cannot be read twice, or the file cannot be written.
  static func write(_ report: Report, of paths: [String], options: ReportOptions, to path: String)
    throws
  {
    guard !paths.contains("-") else {
      throw Refusal(
        .usage, "--annotate", "standard input cannot be read twice", advice: "give a file")
    }
    for input in paths where isSameFile(input, path) {
      throw Refusal(
        .usage, "--annotate \(path)", "it is the input \(input)", advice: "name another file")
    }
    let comments = PacketComments(report, options: options)
    // Those that could be opened before, in the same order, so that they have the same indices.
    let sources = paths.compactMap { try? FileSource(path: $0) }
    let stream = try OutputStream(path: path)
    var writer = PcapngWriter()
    try MergedSource(sources).forEach { input, record, bytes in
      writer.append(
        record, bytes, input: input, comments: comments.on(record.number, input: input))
      if writer.waiting >= 1 << 18 { try stream.write(writer.take().span.bytes) }
    }
    try stream.write(writer.take().span.bytes)
  }
}
