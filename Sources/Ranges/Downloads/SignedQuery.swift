/// Addresses of which a part is a signature, a token or a time at which they expire.
///
/// Source: the query parameters that Amazon S3 and CloudFront, Google Cloud Storage, Azure Storage,
/// Alibaba OSS, Akamai and Microsoft's content delivery document; names for tokens that are common.
enum SignedQuery {
  private static let names: Set<String> = [
    "token", "access_token", "auth", "auth_key", "authkey", "sig", "sign", "signature", "hmac",
    "expires", "expire", "expiry", "exp", "deadline", "nonce", "ts", "timestamp", "policy",
    "key-pair-id", "awsaccesskeyid", "googleaccessid", "ossaccesskeyid", "hdnts", "hdnea", "hdntl",
    "verify", "se", "sp", "sr", "sv", "st", "spr", "sip", "skoid", "sktid", "skt", "ske", "sks",
    "skv", "p1", "p4",
  ]
  private static let prefixes = ["x-amz-", "x-goog-", "x-oss-", "x-ms-"]

  /// Path and query without what only signs them; `nil` where nothing does.
  static func stripped(_ path: Substring) -> String? {
    guard let mark = path.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    let fields = path[path.index(after: mark)...].split(separator: "&")
    let kept = fields.filter { !isSignature($0.prefix { $0 != "=" }.lowercased()) }
    guard kept.count < fields.count else { return nil }
    return "\(path[..<mark])?\(kept.joined(separator: "&"))"
  }

  private static func isSignature(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }
}

extension RangeExchange {
  /// Whether a part of its address is a signature, a token or a time at which it expires.
  public var hasSignedAddress: Bool { SignedQuery.stripped(ResourceGrouping.path(url)) != nil }
}
