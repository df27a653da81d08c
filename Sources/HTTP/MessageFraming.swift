import Bytes

/// What a header section says of how its message is delimited and of what follows it.
///
/// Source: RFC 9112 §6, §9.
public struct MessageFraming: Equatable, Sendable {
  /// The value of Content-Length; the first valid one where they differ.
  public var contentLength: Int?
  /// Whether a transfer coding is there; `identity`, which RFC 2616 had, is none.
  public var hasTransferEncoding = false
  /// Whether chunked is the last transfer coding.
  public var isChunked = false
  /// Whether an Upgrade is there.
  public var hasUpgrade = false
  /// What contradicts itself.
  public var problems: [SyntaxProblem] = []

  /// Reads the framing of a header section.
  public init(_ fields: borrowing HeaderFields) {
    let known = fields.exemplar.known
    if let index = known[.contentLength] {
      if known.isRepeated(.contentLength) {
        fields.forEach("content-length") { take(contentLength: $0) }
      } else {
        fields.withValue(at: index) { take(contentLength: $0) }
      }
    }
    hasUpgrade = known.has(.upgrade)
    guard known.has(.transferEncoding) else { return }
    fields.forEach("transfer-encoding") { take(transferEncoding: $0) }
    if hasTransferEncoding, contentLength != nil {
      problems.append(.transferEncodingAndContentLength)
    }
    if hasTransferEncoding, !isChunked { problems.append(.transferEncodingNotChunked) }
  }

  /// A list of equal numbers is one number.
  ///
  /// Source: RFC 9110 §8.6.
  private mutating func take(contentLength value: UnsafeRawBufferPointer) {
    if contentLength == nil, let number = Self.number(value) {
      contentLength = number
      return
    }
    for element in value.split(separator: ASCII.comma, omittingEmptySubsequences: false) {
      guard let number = Self.number(UnsafeRawBufferPointer(rebasing: element)) else {
        note(.contentLength)
        continue
      }
      if let known = contentLength, known != number { note(.contentLength) }
      if contentLength == nil { contentLength = number }
    }
  }

  private mutating func note(_ problem: SyntaxProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  /// One or more digits with blanks around; `nil` for anything else and for what does not fit.
  private static func number(_ octets: UnsafeRawBufferPointer) -> Int? {
    var number = 0
    var digits = 0
    var ended = false
    for byte in octets {
      if let digit = ASCII.digit(byte) {
        guard !ended else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(digit)
        guard !overflow, !carry else { return nil }
        number = sum
        digits += 1
      } else if ASCII.isBlank(byte) {
        if digits > 0 { ended = true }
      } else {
        return nil
      }
    }
    return digits > 0 ? number : nil
  }

  /// The codings of all field lines are one list, of which the last one counts.
  private mutating func take(transferEncoding value: UnsafeRawBufferPointer) {
    for element in value.split(separator: ASCII.comma) {
      let coding = element.filter { !ASCII.isBlank($0) }.map(ASCII.lowercased)
      if coding.isEmpty || coding.elementsEqual("identity".utf8) { continue }
      hasTransferEncoding = true
      isChunked = coding.elementsEqual("chunked".utf8)
    }
  }
}

/// How the end of a message's content is found.
///
/// Source: RFC 9112 §6.3.
public enum BodyLength: Equatable, Sendable {
  /// There is no content.
  case none
  /// A number of bytes.
  case fixed(Int)
  /// The chunked transfer coding.
  case chunked
  /// All until the connection is closed.
  case untilClose
  /// What follows is no HTTP message: a tunnel, or another protocol.
  case opaque

  /// The length of a request's content.
  public init(request framing: borrowing MessageFraming) {
    self =
      if framing.isChunked {
        .chunked
      } else if let length = framing.contentLength, !framing.hasTransferEncoding {
        .fixed(length)
      } else {
        .none
      }
  }

  /// The length of a response's content.
  ///
  /// `method` is that of the request that it answers; `nil` when that is not known.
  public init(status: Int, method: String?, framing: borrowing MessageFraming) {
    // No method is empty.
    let method = method ?? ""
    self =
      if status == 101 || (200..<300 ~= status && method == "CONNECT") {
        .opaque
      } else if 100..<200 ~= status || status == 204 || status == 304 || method == "HEAD" {
        .none
      } else if framing.isChunked {
        .chunked
      } else if let length = framing.contentLength, !framing.hasTransferEncoding {
        .fixed(length)
      } else {
        .untilClose
      }
  }
}
