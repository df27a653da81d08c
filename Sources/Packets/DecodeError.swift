/// Why a header cannot be read.
public enum DecodeError: Error, Equatable, Sendable {
  /// The header needs more bytes than there are.
  case truncated(Layer, need: Int, have: Int)
  /// The header contradicts itself, or its layer.
  case malformed(Layer)
}
