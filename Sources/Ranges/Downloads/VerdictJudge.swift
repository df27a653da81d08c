import HTTP
import Transactions

/// Decides what became of a download, in one word.
struct VerdictJudge {
  private let exchanges: RangeExchanges
  private let group: ExchangeGroups.Members

  /// Over the exchanges of a download, at the indices `group` of `exchanges`.
  init(_ exchanges: RangeExchanges, _ group: ExchangeGroups.Members) {
    self.exchanges = exchanges
    self.group = group
  }

  func verdict(of download: borrowing Download) -> Verdict {
    guard group.contains(where: { exchanges[$0].isContent }) else { return withoutContent() }
    if !download.joins.isEmpty || download.divergence?.isJoined ?? false { return .mixed }
    if let gaps = download.gaps, gaps.isEmpty { return fellBack(download) ? .restarted : .complete }
    return unfinished(download)
  }

  private func withoutContent() -> Verdict {
    let answered = group.filter { exchanges[$0].response != nil }
    guard !answered.isEmpty else { return isAnswerLost() ? .unknown : .unanswered }
    let gets = answered.filter { exchanges[$0].isGET }
    guard !gets.isEmpty else {
      return group.contains { exchanges[$0].isGET } ? .unanswered : .probed
    }
    let statuses = gets.compactMap { exchanges[$0].status }
    if statuses.contains(where: { $0 >= 400 }) { return .refused }
    if statuses.contains(304) { return .unmodified }
    return statuses.allSatisfy { 300..<400 ~= $0 } ? .redirected : .unknown
  }

  /// Whether an answer may have come that the capture does not show.
  private func isAnswerLost() -> Bool {
    group.contains { index in
      exchanges[index].transaction.pairing != .certain
        || exchanges[index].request.map { !$0.isComplete } ?? true
    }
  }

  /// Whether a resume was answered from byte 0.
  private func fellBack(_ download: borrowing Download) -> Bool {
    zip(download.steps, group).contains { step, index in
      let exchange = exchanges[index]
      guard exchange.status == 200, exchange.parts.first?.lowerBound == 0,
        !download.isStandIn(exchange.id),
        let first = exchange.request?.firstPosition(), first > 0
      else { return false }
      return step.isContinuation || exchange.request?.hasIfRange ?? false
    }
  }

  /// Why there are gaps, or why it cannot be told whether there are.
  private func unfinished(_ download: borrowing Download) -> Verdict {
    let kind = download.lastVersion.map { download.mirrorOf[$0] }
    var captureMisses = false
    var brokenByClient = false
    var seeks = false
    var lastBrokeOff = false
    for (step, index) in zip(download.steps, group) {
      let exchange = exchanges[index]
      guard exchange.isGET else { continue }
      if lastBrokeOff, step.start == .seek || step.start == .first { seeks = true }
      if exchange.clientBrokeOff { lastBrokeOff = true }
      switch shortage(exchange, step, download, kind) {
      case .none: break
      case .byServer: return .incomplete
      case .byCapture: captureMisses = true
      case .byClient: brokenByClient = true
      }
    }
    if captureMisses { return .unknown }
    if brokenByClient, !seeks { return .incomplete }
    return download.gaps == nil ? .unknown : .partial
  }

  private enum Shortage { case none, byServer, byCapture, byClient }

  /// Whether bytes that this exchange should have brought never came.
  private func shortage(
    _ exchange: RangeExchange, _ step: Step, _ download: borrowing Download, _ kind: Int?
  ) -> Shortage {
    // What a content brought whole is covered, or of a version that does not count.
    if exchange.isContent, !exchange.parts.isEmpty, exchange.parts == exchange.promised {
      return .none
    }
    guard let status = exchange.status else {
      guard lacks(exchange, download) else { return .none }
      return exchange.transaction.pairing == .responseNotCaptured ? .byCapture : .byServer
    }
    if status >= 400, status != 416 { return lacks(exchange, download) ? .byServer : .none }
    guard exchange.isContent, Self.kind(step, download) == kind else { return .none }
    let body = exchange.transaction.body
    let isShort = body.end != .complete && body.end != .none
    let covered = download.covered
    let isCovered = exchange.promised.allSatisfy { Self.covers(covered, $0) }
    if isCovered, !exchange.promised.isEmpty { return .none }
    guard isShort else {
      if !body.missing.isEmpty { return .byCapture }
      return isCovered ? .none : .byServer  // A whole body, shorter than its Content-Range.
    }
    switch body.end {
    case .clientClosed, .clientReset: return .byClient
    case .serverClosed, .serverReset: return .byServer
    case .complete, .none, .captureEnded, .evicted, .desync: return .byCapture
    }
  }

  /// The first of the versions that are one file with that of a step.
  private static func kind(_ step: Step, _ download: borrowing Download) -> Int? {
    guard let version = step.version else { return nil }
    return download.mirrorOf[version]
  }

  /// Whether one of `covered`, which are in order and disjoint, holds all of a range.
  private static func covers(_ covered: [Range<Int>], _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return true }
    var low = 0
    var high = covered.count
    while low < high {
      let middle = (low + high) / 2
      if covered[middle].upperBound < range.upperBound { low = middle + 1 } else { high = middle }
    }
    return low < covered.count && covered[low].lowerBound <= range.lowerBound
  }

  /// Whether something that was asked for is not covered.
  private func lacks(_ exchange: RangeExchange, _ download: borrowing Download) -> Bool {
    guard exchange.request?.hasRange ?? false else { return true }
    guard let asked = exchange.asked(completeLength: download.completeLength) else { return false }
    let covered = download.covered
    return asked.contains { !Self.covers(covered, $0) }
  }
}
