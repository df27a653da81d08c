import Digests

/// Bytes as digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The SHA-256 of some bytes, as digits.
func sha256(_ bytes: ArraySlice<UInt8>) -> String {
  let digest = RunningDigest(.sha256)
  digest.receive(Array(bytes).span.bytes)
  return hexadecimal(digest.finish())
}
