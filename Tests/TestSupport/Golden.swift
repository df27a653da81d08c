public import Testing

/// Expects `text` to be what the file at `path` below `Fixtures` holds.
///
/// The first line that differs is named and the whole text attached. Under `RECORD=1` the file is
/// written instead.
public func expectGolden(
  _ text: String, _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if Fixture.isRecording {
    try Fixture.write(Array(text.utf8), to: path)
    return
  }
  guard let bytes = try? Fixture.bytes(path) else {
    Issue.record("no file \(path): run with RECORD=1", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: bytes, as: UTF8.self)
  if text == expected { return }
  Attachment.record(text, named: path.replacing("/", with: "-"), sourceLocation: sourceLocation)
  let actualLines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let same = zip(actualLines, expectedLines).prefix { $0 == $1 }.count
  func line(_ lines: [Substring]) -> Substring { same < lines.count ? lines[same] : "(end)" }
  Issue.record(
    """
    \(path):\(same + 1) differs
    expected: \(line(expectedLines))
      actual: \(line(actualLines))
    """, sourceLocation: sourceLocation)
}

/// Expects `bytes` to be what the file at `path` below `Fixtures` holds; writes it under `RECORD=1`.
public func expectGolden(
  _ bytes: [UInt8], _ path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  if Fixture.isRecording {
    try Fixture.write(bytes, to: path)
    return
  }
  let expected = (try? Fixture.bytes(path)) ?? []
  if bytes == expected { return }
  let same = zip(bytes, expected).prefix { $0 == $1 }.count
  Issue.record(
    "\(path) has \(expected.count) bytes, not \(bytes.count), and differs from byte \(same) on",
    sourceLocation: sourceLocation)
}
