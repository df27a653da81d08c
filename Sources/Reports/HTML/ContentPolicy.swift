import Crypto

/// What a page may load and run: nothing but the style and the script that stand in it.
///
/// Source: Content Security Policy Level 3 §2.3.1.
enum ContentPolicy {
  /// The policy of a page with this style and this script.
  static func text(style: [UInt8], script: [UInt8]) -> String {
    [
      "default-src 'none'", "style-src '\(source(style))'", "script-src '\(source(script))'",
      "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func source(_ bytes: [UInt8]) -> String {
    "sha256-\(base64(Array(SHA256.hash(data: bytes))))"
  }

  /// Source: RFC 4648 §4.
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).reduce(0) { word, offset in
        word << 8 | (start + offset < bytes.count ? Int(bytes[start + offset]) : 0)
      }
      for place in 0..<4 {
        result.append(
          start + place <= bytes.count ? letters[group >> (18 - 6 * place) & 63] : UInt8(ascii: "=")
        )
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
