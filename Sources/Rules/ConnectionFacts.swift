import Ranges
import Workers

/// What can be told of all connections at a glance, so that most rules need not look at their exchanges.
///
/// Each fact holds in doubt: a rule that is asked in vain says nothing.
struct ConnectionFacts: OptionSet {
  let rawValue: UInt8

  /// A server counts the exchanges of a connection.
  static let counted = ConnectionFacts(rawValue: 1 << 0)
  /// There is a connection.
  static let always = ConnectionFacts(rawValue: 1 << 1)
  /// For a rule that looks at every connection.
  static let all = ConnectionFacts(rawValue: .max)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The facts of a record, of which workers look at parts.
  init(_ record: TrafficRecord, _ workers: Workers) {
    self = .always
    let isCounted = workers.map(record.exchanges.count, atLeast: 4096) { indices in
      var isCounted = false
      record.exchanges.forEachGlance(in: indices) { index, exchange in
        isCounted =
          exchange.hasKeepAlive && record.exchanges[index].response?.keepAliveMax != nil
        return !isCounted
      }
      return isCounted
    }
    if isCounted.contains(true) { insert(.counted) }
  }
}
