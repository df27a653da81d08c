/// Takes several codings off, the one that was put on last first.
struct DecoderChain {
  private let decoders: [any ContentDecoder]

  init(_ decoders: [any ContentDecoder]) { self.decoders = decoders }

  /// Whether what was taken so far is whole.
  var isAtEnd: Bool { decoders.allSatisfy(\.isAtEnd) }

  /// Takes the next bytes of the coded content.
  ///
  /// - Throws: a `DecodingFailure` when they are no such coding; what `output` throws.
  func receive(
    _ bytes: UnsafeRawBufferPointer, _ output: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try receive(bytes, from: 0, output)
  }

  private func receive(
    _ bytes: UnsafeRawBufferPointer, from index: Int,
    _ output: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard index < decoders.count else { return try output(bytes) }
    try decoders[index].receive(bytes) { try receive($0, from: index + 1, output) }
  }
}
