/// A digest that is computed.
public enum DigestAlgorithm: String, Sendable, CaseIterable {
  /// Source: RFC 1321.
  case md5 = "MD5"
  /// Source: RFC 3174.
  case sha1 = "SHA-1"
  /// Source: RFC 6234.
  case sha256 = "SHA-256"
  /// Source: RFC 6234.
  case sha512 = "SHA-512"

  /// The length of a digest, in bytes.
  public var byteCount: Int {
    switch self {
    case .md5: 16
    case .sha1: 20
    case .sha256: 32
    case .sha512: 64
    }
  }

  /// The algorithm that fields call by this name, given in lower case.
  ///
  /// Source: RFC 9530 §7.2, RFC 5843 §2.
  init?(field name: String) {
    switch name {
    case "md5": self = .md5
    case "sha", "sha-1": self = .sha1
    case "sha-256": self = .sha256
    case "sha-512": self = .sha512
    default: return nil
    }
  }
}
