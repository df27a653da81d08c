/// Takes the coding off a content, piece by piece: memory does not grow with it.
protocol ContentDecoder: AnyObject {
  /// Takes the next bytes of the coded content, and gives what they decode to to `output`.
  ///
  /// - Throws: a `DecodingFailure` when they are no such coding; what `output` throws.
  func receive(
    _ bytes: UnsafeRawBufferPointer, _ output: (UnsafeRawBufferPointer) throws -> Void) throws

  /// Whether what was taken so far is whole.
  var isAtEnd: Bool { get }
}

/// Why a content cannot be decoded, or not kept decoded, in a few words.
struct DecodingFailure: Error {
  var reason: String
}

extension DecodingFailure {
  static func corrupt(_ coding: String, _ words: String) -> DecodingFailure {
    DecodingFailure(reason: "the \(coding) data is corrupt: \(words)")
  }
}
