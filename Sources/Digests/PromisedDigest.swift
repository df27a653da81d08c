public import HTTP

/// A digest that the header section of a response gives.
public struct PromisedDigest: Hashable, Sendable {
  /// Which field gives it.
  public enum Source: String, Sendable, CaseIterable {
    /// Source: RFC 9530 §2.
    case contentDigest = "Content-Digest"
    /// Source: RFC 9530 §3.
    case reprDigest = "Repr-Digest"
    /// Source: RFC 3230 §4.3.2.
    case digest = "Digest"
    /// Source: RFC 1864 §2, RFC 2616 §14.15.
    case contentMD5 = "Content-MD5"
    /// The entity tag of an object in S3 that was uploaded in one part: its MD5, by custom.
    case s3ETag = "ETag"

    /// Whether it is of the content of its message, as opposed to the whole representation.
    ///
    /// Content-MD5 of a part was of the one with some servers and of the other with others, for
    /// which it was given up: RFC 7231 appendix B. It is taken for the whole, so that no part is
    /// held against it.
    public var isOfContent: Bool { self == .contentDigest }
  }

  /// Which field gives it.
  public var source: Source
  /// How it was made.
  public var algorithm: DigestAlgorithm
  /// What it is.
  public var bytes: [UInt8]

  /// A digest from its parts.
  public init(source: Source, algorithm: DigestAlgorithm, bytes: [UInt8]) {
    self.source = source
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// The digests of a header section that can be computed, in the order of their fields.
  public static func all(in fields: HeaderFields) -> [PromisedDigest] {
    var found: [PromisedDigest] = []
    func add(_ members: [DigestField.Member], _ source: Source) {
      for member in members {
        guard let algorithm = DigestAlgorithm(field: member.algorithm),
          member.bytes.count == algorithm.byteCount
        else { continue }
        found.append(
          PromisedDigest(source: source, algorithm: algorithm, bytes: member.bytes))
      }
    }
    if let value = fields.joined("content-digest") {
      add(DigestField.dictionary(value), .contentDigest)
    }
    if let value = fields.joined("repr-digest") { add(DigestField.dictionary(value), .reprDigest) }
    if let value = fields.joined("digest") { add(DigestField.list(value), .digest) }
    if let value = fields.first("content-md5"), let member = DigestField.contentMD5(value) {
      add([member], .contentMD5)
    }
    if let member = storeTag(fields) { add([member], .s3ETag) }
    return found
  }

  /// The MD5 that is the entity tag of an object in S3.
  ///
  /// It is none where the object was uploaded in parts, is encrypted under a key of the customer or of
  /// KMS, or lies in a directory bucket. What was encoded on its way is left alone.
  private static func storeTag(_ fields: HeaderFields) -> DigestField.Member? {
    guard isFromS3(fields), let value = fields.first("etag"), let tag = EntityTag(value),
      !tag.isWeak, let member = DigestField.md5Tag(tag.opaqueTag),
      !fields.has("content-encoding"),
      !fields.has("x-amz-server-side-encryption-customer-algorithm"),
      !(fields.first("x-amz-server-side-encryption") ?? "").hasPrefix("aws:")
    else { return nil }
    return member
  }

  private static func isFromS3(_ fields: HeaderFields) -> Bool {
    fields.first("server") == "AmazonS3" || fields.has("x-amz-request-id")
      || fields.has("x-amz-id-2") || fields.has("x-amz-version-id")
  }
}

/// A digest that was promised, beside what came.
public struct DigestCheck: Hashable, Sendable {
  /// What was promised.
  public var promised: PromisedDigest
  /// What the bytes give; `nil` where not all of them were seen.
  public var actual: [UInt8]?

  /// A promise, and what became of it.
  public init(_ promised: PromisedDigest, actual: [UInt8]?) {
    self.promised = promised
    self.actual = actual
  }

  /// Whether the two are the same; `nil` where that is not known.
  public var isMatch: Bool? { actual.map { $0 == promised.bytes } }

  /// What was promised, in the form of its field.
  public var expectedText: String { text(promised.bytes) }
  /// What came, in the same form.
  public var actualText: String? { actual.map(text) }

  private func text(_ bytes: [UInt8]) -> String {
    guard promised.source == .s3ETag else { return Base64.encode(bytes) }
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
