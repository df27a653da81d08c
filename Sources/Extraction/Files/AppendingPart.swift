/// A part that grows at its end, to a bound; it is thrown away unless it is finished.
final class AppendingPart {
  /// How many bytes it has.
  private(set) var length = 0
  private let directory: OutputDirectory
  private let writer: PartWriter
  private let limit: Int
  private var isFinished = false

  init(_ directory: OutputDirectory, _ name: String, limit: Int = .max) throws(OutputFailure) {
    self.directory = directory
    self.limit = limit
    let (part, file) = try directory.makePart()
    writer = PartWriter(part: part, file: file, name: directory.path(of: name))
  }

  deinit { if !isFinished { directory.discard(writer.part) } }

  /// Writes what follows.
  ///
  /// - Throws: an `OutputFailure`; a `DecodingFailure` when it would get too long.
  func append(_ bytes: RawSpan) throws {
    guard bytes.byteCount <= limit - length else {
      throw DecodingFailure(reason: "it would be longer than \(limit) bytes")
    }
    try writer.write(bytes, at: length)
    length += bytes.byteCount
  }

  /// Ends it; returns its part.
  func finish() throws(OutputFailure) -> Int {
    try writer.finish()
    isFinished = true
    return writer.part
  }
}
