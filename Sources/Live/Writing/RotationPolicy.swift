public import Packets
internal import Reports

/// When a file of packets is followed by the next, and how many are kept.
public struct RotationPolicy: Sendable, Equatable {
  /// The most bytes of a file; `nil`: no limit.
  ///
  /// One packet may be larger.
  public var size: Int?
  /// The capture time, in nanoseconds, after which the next file begins; `nil`: no limit.
  public var time: Int64?
  /// How many files are kept, the newest; `nil`: all.
  public var kept: Int?

  /// One file.
  public init() {}

  /// Whether there may be more than one file.
  public var rotates: Bool { size != nil || time != nil }

  /// Whether a file is followed by the next before more is written to it.
  ///
  /// - Parameters:
  ///   - written: The bytes of it so far.
  ///   - more: Those to be written now.
  ///   - start: When its first packet was captured; `nil`: it has none.
  ///   - now: When the packets to be written were.
  /// - Returns: whether it is.
  public func isDue(written: Int, more: Int, start: Timestamp?, now: Timestamp) -> Bool {
    guard let start else { return false }
    if let size, written + more > size { return true }
    if let time, now.since(start) >= time { return true }
    return false
  }

  /// The name of a file of a series: `cap.pcapng` gives `cap_00001_20261123T011500Z.pcapng`.
  ///
  /// - Parameters:
  ///   - path: The name that the user gave.
  ///   - number: Its place, from 1.
  ///   - time: When it was begun.
  /// - Returns: the name; that of the user where there is only one file.
  public func path(_ path: String, number: Int, time: Timestamp) -> String {
    guard rotates else { return path }
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[slash...]
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
    let digits = String(number)
    let zeros = String(repeating: "0", count: max(0, 5 - digits.count))
    return "\(path[..<slash])\(name[..<dot])_\(zeros)\(digits)_\(compact(time))\(name[dot...])"
  }

  /// `20261123T011500Z`.
  private func compact(_ time: Timestamp) -> String {
    Moment.text(time, digits: 0).filter { $0 != "-" && $0 != ":" }
  }
}
