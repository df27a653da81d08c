import Crypto

/// A digest that grows with the bytes it is given; nothing of them is kept.
///
/// A class, so that a packet does not move what it holds.
public final class RunningDigest {
  /// What is computed.
  public let algorithm: DigestAlgorithm
  private var hash: any HashFunction

  /// The digest of nothing yet.
  public init(_ algorithm: DigestAlgorithm) {
    self.algorithm = algorithm
    switch algorithm {
    case .md5: hash = Insecure.MD5()
    case .sha1: hash = Insecure.SHA1()
    case .sha256: hash = SHA256()
    case .sha512: hash = SHA512()
    }
  }

  /// Takes the bytes that come next.
  public func receive(_ bytes: RawSpan) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// The digest of all that was taken.
  public func finish() -> [UInt8] { Self.bytes(of: hash) }

  private static func bytes<Hash: HashFunction>(of hash: Hash) -> [UInt8] {
    Array(hash.finalize())
  }
}
