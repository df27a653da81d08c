#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the benchmark was told.
struct Options {
  var megabytes = 256
  var kinds = CaptureKind.allCases
  var runs = 7
  var tool = ".build/release/rangescope"
  var folder = "/tmp"
  /// A program that makes captures, in place of Forge.
  var generator: String?
  /// A program that does the least that could be done: `FLOOR http read FILE`.
  var floor: String?
  /// The file to read with libpcap and nothing else.
  var loop: String?
  /// The capture to make, and where.
  var wanted: (kind: CaptureKind, path: String)?
  /// Where to write the small capture of which instructions are counted.
  var countable: String?

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      guard let value = rest.popFirst() else { Self.refuse(argument) }
      switch argument {
      case "pcap-loop": loop = value
      case "forge": countable = value
      case "make":
        let parts = value.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let kind = CaptureKind(rawValue: String(parts[0])) else {
          Self.refuse(value)
        }
        wanted = (kind, String(parts[1]))
      case "--kind":
        guard let kind = CaptureKind(rawValue: value) else { Self.refuse(value) }
        kinds = [kind]
      case "--generator": generator = value
      case "--floor": floor = value
      case "--size": megabytes = Self.number(value)
      case "--runs": runs = Self.number(value)
      case "--tool": tool = value
      case "--folder": folder = value
      default: Self.refuse(argument)
      }
    }
  }

  private static func number(_ text: String) -> Int {
    guard let number = Int(text), number > 0 else { refuse(text) }
    return number
  }

  private static func refuse(_ argument: String) -> Never {
    let line = "benchmark: \(argument): not understood (see the top of Benchmarks/main.swift)\n"
    _ = line.withCString { write(2, $0, strlen($0)) }
    exit(64)
  }
}
