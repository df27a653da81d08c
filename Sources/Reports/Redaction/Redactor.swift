/// Takes secrets out of what is written.
///
/// Values of credentials and cookies, and of fields and query parameters whose names tell of a
/// secret, are replaced by their length and a hash that means something within one run only.
struct Redactor {
  private let showSecrets: Bool
  private let salt: Salt

  /// Whether secrets are written as they are.
  var showsSecrets: Bool { showSecrets }

  init(_ options: ReportOptions) {
    showSecrets = options.showSecrets
    salt = options.salt
  }

  /// The value of a field as it may be written.
  func value(_ value: String, ofField name: String) -> String {
    guard !showSecrets, Self.isSecret(field: name) else { return value }
    return replacement(of: value)
  }

  /// What stands in the place of a secret.
  func replacement(of secret: String) -> String { replacement(Array(secret.utf8)) }

  /// A text, with the secrets in the queries of the addresses that it holds taken out.
  func queries(in text: String) -> String {
    if showSecrets { return text }
    var text = text
    return text.withUTF8(redacted) ?? text
  }

  /// Octets of text without the secrets in them; `nil` where there are none.
  private func redacted(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    guard Self.mayHoldQuery(bytes) else { return nil }
    var result: [UInt8] = []
    var written = 0
    var position = 0
    while position < bytes.count {
      position += 1
      guard Self.beginsParameter(bytes[position - 1]),
        let equals = Self.endOfName(bytes, from: position),
        Self.isSecret(parameter: Array(bytes[position..<equals]))
      else { continue }
      let start = equals + 1
      position = start
      while position < bytes.count, !Self.endsValue(bytes[position]) { position += 1 }
      guard position > start else { continue }
      result += bytes[written..<start]
      result += replacement(Array(bytes[start..<position])).utf8
      written = position
    }
    guard written > 0 else { return nil }
    result += bytes[written...]
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether there is an octet that begins a parameter, and one that begins a value.
  private static func mayHoldQuery(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in bytes {
      found |= byte == UInt8(ascii: "=") ? 1 : 0
      found |= beginsParameter(byte) ? 2 : 0
    }
    return found == 3
  }

  @inline(__always)
  private static func beginsParameter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";")
  }

  private func replacement(_ secret: [UInt8]) -> String {
    let hash = UInt32(truncatingIfNeeded: SipHash.hash(secret, key: salt))
    let digits = String(hash, radix: 16)
    let zeros = String(repeating: "0", count: 8 - digits.count)
    return "[redacted \(secret.count) bytes #\(zeros)\(digits)]"
  }

  // MARK: Names

  private static let secretFields: Set<String> = [
    "authorization", "cookie", "proxy-authorization", "set-cookie",
  ]
  private static let wordsOfFields = ["token", "secret", "key", "session"]
  private static let wordsOfParameters =
    wordsOfFields + ["auth", "credential", "hmac", "jwt", "passwd", "password", "signature"]
  private static let secretParameters: Set<String> = [
    "hdnea", "hdnts", "pwd", "sid", "sig", "sign",
  ]

  static func isSecret(field name: String) -> Bool {
    var name = name
    return name.withUTF8 { fields.name($0) }
  }

  private static func isSecret(parameter name: [UInt8]) -> Bool {
    unescaped(name).withUnsafeBufferPointer { parameters.name($0) }
  }

  /// Names of secrets, in either case: some as they stand, some by a word in them.
  private struct Secrets {
    let names: [[UInt8]]
    let words: [[UInt8]]

    init(_ names: Set<String>, _ words: [String]) {
      self.names = names.map { Array($0.utf8) }
      self.words = words.map { Array($0.utf8) }
    }

    func name(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
      names.contains { $0.count == name.count && isThere($0, in: name, at: 0) }
        || words.contains { word in
          name.count >= word.count
            && (0...(name.count - word.count)).contains { isThere(word, in: name, at: $0) }
        }
    }
  }

  private static let fields = Secrets(secretFields, wordsOfFields)
  private static let parameters = Secrets(secretParameters, wordsOfParameters)

  /// Whether a word in lower case stands at a place where there is room for it, in either case.
  private static func isThere(
    _ word: [UInt8], in name: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> Bool {
    for index in word.indices where lowercased(name[start + index]) != word[index] { return false }
    return true
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    byte &- 0x41 < 26 ? byte | 0x20 : byte
  }

  /// The octets of a percent-encoded name.
  private static func unescaped(_ name: [UInt8]) -> [UInt8] {
    guard name.contains(UInt8(ascii: "%")) else { return name }
    var result: [UInt8] = []
    var index = 0
    while index < name.endIndex {
      if name[index] == UInt8(ascii: "%"), index + 2 < name.endIndex,
        let value = UInt8(
          String(decoding: name[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(name[index])
        index += 1
      }
    }
    return result
  }

  /// Where the `=` after a parameter's name stands, or `nil` when none begins here.
  private static func endOfName(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var index = start
    while index < bytes.count, index - start <= 128 {
      if bytes[index] == UInt8(ascii: "=") { return index > start ? index : nil }
      if endsValue(bytes[index]) || bytes[index] == UInt8(ascii: "?") { return nil }
      index += 1
    }
    return nil
  }

  private static func endsValue(_ byte: UInt8) -> Bool {
    switch byte {
    case 0...0x20, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "\""),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ";"):
      true
    default: false
    }
  }
}
