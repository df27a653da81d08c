public import Extraction
public import Packets
import HTTP
import Ranges

/// All that an extraction wrote, as one JSON object: the files, what became of them, and their digests.
///
/// It is written as the files are finished, so that the memory it takes does not grow with them.
public final class ManifestJSON {
  /// The version of the shape in which manifests are written.
  public static let schema = "rangescope-manifest/1"

  /// What the file is called; no other gets this name.
  public static let fileName = ExtractionPlan.manifestName

  private let sink: OutputSink

  /// A manifest that is written to `sink`.
  public init(to sink: @escaping OutputSink) { self.sink = sink }

  /// Writes it.
  ///
  /// - Parameters:
  ///   - inputs: What was read.
  ///   - plan: What was to be written.
  ///   - finish: Finishes the file of an index in the plan.
  /// - Throws: what the sink and `finish` throw.
  public func write(
    inputs: [InputInfo], plan: ExtractionPlan, finish: (Int) throws -> ExtractedFile
  ) throws {
    var json = JSONWriter(pretty: true, sink: sink)
    try json.object { json in
      json.member("schema", Self.schema)
      json.key("tool")
      json.object(.inline) { json in
        json.member("name", Tool.name)
        json.member("version", Tool.version)
      }
      json.member("inputs", strings: inputs.map(\.path))
      json.key("files")
      try json.array { json in
        for index in plan.files.indices {
          let file = try finish(index)
          json.object { json in json.writeExtracted(file) }
          try json.flushIfFull()
        }
      }
      json.key("left_out")
      json.array { json in
        for file in plan.tooLong {
          json.object(.inline) { json in
            json.member("download", file.download)
            json.member("url", file.url)
            json.member("length", file.length)
            json.member("reason", "longer than --max-size")
          }
        }
      }
      json.member("beyond_max_files", plan.beyond)
    }
    json.endLine()
    try json.flush()
  }
}
