import HTTP
import Packets
import Transactions

/// Until when a signed address holds, as its query says.
///
/// Source: what Amazon (signature versions 2 and 4, CloudFront), Google Cloud Storage, Alibaba OSS,
/// Azure Storage (shared access signatures) and Akamai (edge authorization) document.
public struct SignedExpiry: Equatable, Sendable {
  /// The last moment at which it holds, in seconds since 1970.
  public var epochSeconds: Int64
  /// The parameters that say so, as sent.
  public var source: String

  /// What the query of an address says; `nil` where it says nothing that can be read.
  public init?(address: some StringProtocol) {
    guard let mark = address.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    var parameters: [(name: String, value: Substring, text: Substring)] = []
    let query = Substring(address[address.index(after: mark)...])
    for text in query.split(separator: "&").prefix(Self.parametersRead) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[1].utf8.count <= Self.longestValue else { continue }
      parameters.append((parts[0].lowercased(), parts[1], text))
    }
    func first(_ name: String) -> (value: Substring, text: Substring)? {
      parameters.first { $0.name == name }.map { ($0.value, $0.text) }
    }
    // A moment, and for how many seconds from then.
    for prefix in ["x-amz-", "x-goog-", "x-oss-"] {
      if let start = first(prefix + "date"), let length = first(prefix + "expires"),
        let time = Self.moment(start.value), let count = Int64(length.value), count >= 0,
        count <= Self.longest
      {
        self.init(epochSeconds: time + count, source: "\(start.text)&\(length.text)")
        return
      }
    }
    if let end = first("se"), let time = Self.moment(end.value) {
      self.init(epochSeconds: time, source: String(end.text))
      return
    }
    for name in ["expires", "expire", "expiry", "exp", "deadline"] {
      if let end = first(name), let time = Self.seconds(end.value) {
        self.init(epochSeconds: time, source: String(end.text))
        return
      }
    }
    // `exp=1400000000~acl=…~hmac=…` in one parameter.
    for name in ["hdnts", "hdnea", "hdntl"] {
      if let token = first(name),
        let end = token.value.split(separator: "~").first(where: { $0.hasPrefix("exp=") }),
        let time = Self.seconds(end.dropFirst(4))
      {
        self.init(epochSeconds: time, source: "\(name): \(end)")
        return
      }
    }
    return nil
  }

  private init(epochSeconds: Int64, source: String) {
    self.epochSeconds = epochSeconds
    self.source = source
  }

  private static let parametersRead = 64
  private static let longestValue = 1024
  /// No service signs for longer than a few years.
  private static let longest: Int64 = 1 << 32

  /// Ten digits: seconds since 1970, of this century.
  private static func seconds(_ text: Substring) -> Int64? {
    guard text.utf8.count == 10, let first = text.utf8.first, first != UInt8(ascii: "0") else {
      return nil
    }
    return text.utf8.allSatisfy(isDigit) ? Int64(text) : nil
  }

  /// A moment of ISO 8601 in UTC, with or without separators: `20140504T051454Z`,
  /// `2014-05-04T05%3A14%3A54Z`, `2014-05-04`.
  private static func moment(_ text: Substring) -> Int64? {
    let plain = String(text).replacing("%3A", with: ":").replacing("%3a", with: ":")
    let time = plain.hasSuffix("Z") ? plain.dropLast() : plain[...]
    let digits = time.utf8.filter(isDigit).map { Int($0 - UInt8(ascii: "0")) }
    let others = time.utf8.filter { !isDigit($0) }
    guard digits.count == 8 || digits.count == 14,
      others.allSatisfy({
        $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "T")
      })
    else { return nil }
    func number(_ range: Range<Int>) -> String { range.map { String(digits[$0]) }.joined() }
    let month = digits[4] * 10 + digits[5]
    guard 1...12 ~= month else { return nil }
    let clock =
      digits.count == 14 ? "\(number(8..<10)):\(number(10..<12)):\(number(12..<14))" : "00:00:00"
    return HTTPDate("\(number(6..<8)) \(months[month - 1]) \(number(0..<4)) \(clock) GMT")?
      .epochSeconds
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}

extension RangeExchange {
  /// Until when its address holds, where it is signed and says so.
  public var signedExpiry: SignedExpiry? {
    hasSignedAddress ? SignedExpiry(address: url) : nil
  }

  /// By how many seconds its address had expired when it was answered; negative: it had not.
  ///
  /// By the clock of the server where the response tells it, else by that of the capture. `nil`: its
  /// address tells no such moment.
  public var secondsPastExpiry: Int64? {
    guard let expiry = signedExpiry, let response = transaction.response else { return nil }
    let now = self.response?.date?.epochSeconds ?? response.time.nanoseconds / 1_000_000_000
    return now - expiry.epochSeconds
  }
}
