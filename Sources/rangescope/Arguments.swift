public import ArgumentParser
import Packets
public import Reports
import Rules

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension ReportFormat: ExpressibleByArgument {}
extension HeaderSelection: ExpressibleByArgument {}

/// From which severity on a finding makes the run fail.
enum FailOn: String, CaseIterable, ExpressibleByArgument {
  case error
  case warning
  case note
  case never

  /// The least severity that fails; `nil`: none does.
  var severity: Severity? { Severity(rawValue: rawValue) }
}

/// A threshold set on the command line: `NAME=N`.
struct ThresholdSetting {
  var name: String
  var value: Int

  /// - Throws: what the user can do about it, when it is no such setting.
  init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let value = Int(parts[1]), value >= 0 else {
      throw ValidationError("give NAME=N, N being 0 or more")
    }
    name = String(parts[0])
    self.value = value
  }
}

/// An address without a port.
struct AddressArgument {
  var address: IPAddress

  /// - Throws: what the user can do about it, when it is no address.
  init(argument: String) throws {
    var four = in_addr()
    var six = in6_addr()
    if unsafe inet_pton(AF_INET, argument, &four) == 1 {
      address = IPAddress(ipv4: UInt32(bigEndian: four.s_addr))
    } else if unsafe inet_pton(AF_INET6, argument, &six) == 1 {
      let bytes = unsafe withUnsafeBytes(of: six) { unsafe Array($0) }
      func word(_ range: Range<Int>) -> UInt64 {
        bytes[range].reduce(0) { $0 << 8 | UInt64($1) }
      }
      address = IPAddress(high: word(0..<8), low: word(8..<16))
    } else {
      throw ValidationError("give an IPv4 or IPv6 address without a port")
    }
  }
}
