internal import Packets

/// How an interface counts time.
///
/// Source: draft-ietf-opsawg-pcapng §4.2, if_tsresol and if_tsoffset.
struct PcapngClock {
  /// Nanoseconds in a unit, where that is a whole number; 0 where it is not.
  private let unit: UInt64
  private let resolution: UInt8
  /// Seconds that are added to every time.
  private let offset: Int64

  /// - Parameters:
  ///   - resolution: A power of ten, or of two when its upper bit is set: units in a second.
  ///   - offset: Seconds that are added to every time.
  init(resolution: UInt8, offset: Int64) {
    self.resolution = resolution
    self.offset = offset
    unit = resolution <= 9 ? Self.powersOfTen[9 - Int(resolution)] : 0
  }

  /// Whether the times are finer than microseconds.
  var isFine: Bool { resolution & 0x80 == 0 ? resolution > 6 : resolution & 0x7F >= 20 }

  /// The moment after so many units; it saturates.
  @inline(__always)
  func time(_ units: UInt64) -> Timestamp {
    let (product, overflow) = units.multipliedReportingOverflow(by: unit)
    if !overflow, offset == 0, unit > 0, product <= UInt64(Int64.max) {
      return Timestamp(nanoseconds: Int64(product))
    }
    return unusualTime(units)
  }

  private func unusualTime(_ units: UInt64) -> Timestamp {
    let perSecond = Self.perSecond(resolution)
    // A unit too small for 64 bits of it to make a second.
    let seconds = perSecond.map { Int64(clamping: units / $0) } ?? 0
    let rest = perSecond.map { units % $0 } ?? 0
    var nanoseconds: Int64 = 0
    if let perSecond {
      let product = rest.multipliedFullWidth(by: 1_000_000_000)
      nanoseconds = Int64(clamping: perSecond.dividingFullWidth(product).quotient)
    }
    let (sum, overflow) = seconds.addingReportingOverflow(offset)
    return Timestamp(seconds: overflow ? .max : sum, nanoseconds: nanoseconds)
  }

  /// Units in a second; `nil` when that is beyond 64 bits.
  private static func perSecond(_ resolution: UInt8) -> UInt64? {
    let exponent = Int(resolution & 0x7F)
    if resolution & 0x80 != 0 { return exponent < 64 ? 1 << exponent : nil }
    return exponent < powersOfTen.count ? powersOfTen[exponent] : nil
  }

  private static let powersOfTen = (0...19).map { exponent in
    (0..<exponent).reduce(UInt64(1)) { power, _ in power * 10 }
  }
}
