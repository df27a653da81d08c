#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What the benchmark was told.
struct Options {
  var megabytes = 500
  var runs = 7
  var tool = ".build/release/rangescope"
  var folder = "/tmp"
  /// The file to read with libpcap and nothing else.
  var loop: String?

  init(_ arguments: ArraySlice<String>) {
    var rest = arguments
    while let argument = rest.popFirst() {
      guard let value = rest.popFirst() else { Self.refuse(argument) }
      switch argument {
      case "pcap-loop": loop = value
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
