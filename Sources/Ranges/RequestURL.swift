import Packets
import Transactions

/// The address of what a request asks for.
///
/// Source: RFC 9110 §7.1, RFC 9112 §3.3.
enum RequestURL {
  /// Scheme, lower-case authority without a default port, and the target as sent.
  static func make(method: String, target: String, host: String?, server: Endpoint) -> String {
    if let url = absolute(target) { return url }
    if method == "CONNECT" { return "http://\(target.lowercased())" }
    let named = host.map { authority($0, scheme: "http") } ?? ""
    let base = named.isEmpty ? authority(server.description, scheme: "http") : named
    if target == "*" { return "http://\(base)" }
    return target.hasPrefix("/") ? "http://\(base)\(target)" : "http://\(base)/\(target)"
  }

  /// An absolute address in the same form; `nil` when `text` has no scheme that we know.
  static func absolute(_ text: String) -> String? {
    for scheme in ["http", "https"] {
      let prefix = "\(scheme)://"
      guard text.utf8.count > prefix.utf8.count,
        text.prefix(prefix.count).lowercased() == prefix
      else { continue }
      let rest = text.dropFirst(prefix.count)
      let end = rest.firstIndex { $0 == "/" || $0 == "?" || $0 == "#" } ?? rest.endIndex
      let path = rest[end...]
      let slash = path.hasPrefix("/") ? "" : "/"
      return "\(prefix)\(authority(String(rest[..<end]), scheme: scheme))\(slash)\(path)"
    }
    return nil
  }

  /// The address that `location` names, seen from `base`; without its fragment.
  static func resolve(_ location: String, against base: String) -> String? {
    let text = String(location.prefix { $0 != "#" })
    guard !text.isEmpty else { return nil }
    if let url = absolute(text) { return url }
    guard let colon = base.firstIndex(of: ":") else { return nil }
    if text.hasPrefix("//") { return absolute("\(base[..<colon]):\(text)") }
    let afterScheme = base.index(colon, offsetBy: 3, limitedBy: base.endIndex) ?? base.endIndex
    let pathStart = base[afterScheme...].firstIndex(of: "/") ?? base.endIndex
    if text.hasPrefix("/") { return base[..<pathStart] + withoutDotSegments(text) }
    let path = base[pathStart...].prefix { $0 != "?" }
    if text.hasPrefix("?") { return base[..<pathStart] + path + text }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return base[..<pathStart] + withoutDotSegments(folder + text)
  }

  /// A Host value in lower case, without user information and default port.
  private static func authority(_ text: String, scheme: String) -> String {
    if isPlain(text) { return text }
    let host = text.lowercased().split(separator: "@").last.map(String.init) ?? ""
    let port = scheme == "https" ? ":443" : ":80"
    if host.hasSuffix(port) { return String(host.dropLast(port.count)) }
    return host.hasSuffix(":") ? String(host.dropLast()) : host
  }

  /// Whether an authority has nothing that would have to be changed.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { isPlain(UnsafeRawBufferPointer($0)) }
  }

  /// Whether the octets of an authority have nothing that would have to be changed.
  static func isPlain(_ octets: UnsafeRawBufferPointer) -> Bool {
    octets.allSatisfy { byte in
      byte &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }
  }

  /// A path without its dot segments.
  ///
  /// Source: RFC 3986 §5.2.4.
  private static func withoutDotSegments(_ path: String) -> String {
    let end = path.firstIndex(of: "?") ?? path.endIndex
    guard path[..<end].contains("/.") else { return path }
    var kept: [Substring] = []
    let segments = path[..<end].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (index, segment) in segments.enumerated() {
      let isLast = index == segments.count - 1
      switch segment {
      case ".": if isLast { kept.append("") }
      case "..":
        if !kept.isEmpty { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(segment)
      }
    }
    return "/" + kept.joined(separator: "/") + path[end...]
  }
}
