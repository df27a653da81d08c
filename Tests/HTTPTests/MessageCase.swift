import Foundation
import FuzzBodies
import HTTP
import TestSupport
import Testing

/// One case of a file in `Fixtures/messages`: a block of bytes, then the log that is expected.
///
/// A case begins with a heading. The first word behind the block's fence is `request` or `response`;
/// for responses the methods of the requests follow. Each line of the block ends with CR LF, unless a
/// `\` ends it; `\r`, `\n`, `\t`, `\0`, `\\` and `\xNN` are bytes. A line that is `{fill 10}` is ten
/// bytes, `{gap 10}` ten that are not captured, `{segment}` a segment's begin, `{close}` a FIN, and
/// `{search}` calls `search()`.
struct MessageCase: CustomTestStringConvertible {
  var file: String
  var title: String
  var kind: MessageParser.Kind
  var methods: [String]
  var steps: [MessageStep]
  var log: [String]

  var testDescription: String { "\(file): \(title)" }

  static let folder = "messages"
  static let all: [MessageCase] = files.flatMap { file in
    (try? Fixture.bytes("\(folder)/\(file)")).map { cases(file, $0) } ?? []
  }
  static let files: [String] = {
    let path = Fixture.folder.appending(path: folder).path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted()
  }()

  static func cases(_ file: String, _ bytes: [UInt8]) -> [MessageCase] {
    var cases: [MessageCase] = []
    var title = ""
    var fence: [String]?
    var block: [Substring] = []
    for line in String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      if let words = fence {
        guard line == "```" else {
          block.append(line)
          continue
        }
        if words.first == "log", !cases.isEmpty {
          cases[cases.count - 1].log = block.map(String.init)
        } else {
          cases.append(
            MessageCase(
              file: file, title: title, kind: words.first == "request" ? .requests : .responses,
              methods: Array(words.dropFirst()), steps: steps(block), log: []))
        }
        fence = nil
        block = []
      } else if line.hasPrefix("```") {
        fence = line.dropFirst(3).split(separator: " ").map(String.init)
      } else if line.hasPrefix("#") {
        title = String(line.drop { $0 == "#" || $0 == " " })
      }
    }
    return cases
  }

  private static func steps(_ block: [Substring]) -> [MessageStep] {
    var steps: [MessageStep] = []
    func append(_ bytes: [UInt8]) {
      if case .bytes(let before)? = steps.last {
        steps[steps.count - 1] = .bytes(before + bytes)
      } else {
        steps.append(.bytes(bytes))
      }
    }
    for line in block {
      let words = line.dropFirst().dropLast().split(separator: " ")
      let count = words.count == 2 ? Int(words[1]) : nil
      switch (line.first, words.first, count) {
      case ("{", "fill", let count?): append([UInt8](repeating: 0x78, count: count))
      case ("{", "gap", let count?): steps.append(.gap(count))
      case ("{", "segment", nil): steps.append(.segment)
      case ("{", "search", nil): steps.append(.search)
      case ("{", "close", nil): steps.append(.close)
      default: append(unescaped(line))
      }
    }
    return steps
  }

  private static func unescaped(_ line: Substring) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Array(line.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case nil: return bytes
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "0"): bytes.append(0)
      case UInt8(ascii: "x"):
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      case let other?: bytes.append(other)
      }
    }
    return bytes + [0x0D, 0x0A]
  }
}
