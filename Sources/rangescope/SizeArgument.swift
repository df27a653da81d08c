import ArgumentParser

/// A number of bytes, with K, M, G or T for powers of 1,024.
struct SizeArgument {
  var bytes: Int

  /// - Throws: what the user can do about it, when it is no such number.
  init(argument: String) throws {
    let units: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    let shift = argument.last.flatMap { units[Character($0.uppercased())] } ?? 0
    let digits = shift > 0 ? argument.dropLast() : argument[...]
    let error = ValidationError("give a number of bytes, as 4096, 500M or 2T")
    guard let first = digits.first, first != "+", let count = Int(digits), count >= 0 else {
      throw error
    }
    let (bytes, isTooLarge) = count.multipliedReportingOverflow(by: 1 << shift)
    guard !isTooLarge else { throw error }
    self.bytes = bytes
  }
}
