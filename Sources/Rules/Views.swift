import HTTP
import Ranges
import Transactions

/// One exchange, as rules look at it.
final class ExchangeView: Sendable {
  let record: TrafficRecord
  let exchange: RangeExchange
  /// What it meant in its download.
  let step: Step?
  /// The index of the download that it belongs to.
  private let index: Int?

  init(record: TrafficRecord, exchange: RangeExchange, step: Step?, inDownloadAt index: Int?) {
    self.record = record
    self.exchange = exchange
    self.step = step
    self.index = index
  }

  /// The download that it belongs to.
  var download: Download? { index.map { record.downloads[$0] } }

  var id: Int { exchange.id }
  var body: Body { exchange.transaction.body }
  var thresholds: Thresholds { record.thresholds }

  /// A request whose head is whole.
  var request: RangeRequest? {
    guard let request = exchange.request, request.isComplete else { return nil }
    return request
  }

  /// A response whose head is whole.
  var response: RangeResponse? {
    guard let response = exchange.response, response.isComplete else { return nil }
    return response
  }

  /// Request and response of an exchange in which nothing is in doubt.
  var pair: (request: RangeRequest, response: RangeResponse)? {
    guard exchange.transaction.pairing == .certain, let request, let response else { return nil }
    return (request, response)
  }

  /// As `pair`, of a GET.
  var getPair: (request: RangeRequest, response: RangeResponse)? {
    guard let pair, pair.request.isGET else { return nil }
    return pair
  }

  /// The connection that it took place on.
  var connection: ConnectionSummary? {
    let index = exchange.transaction.connection - 1
    return record.connections.indices.contains(index) ? record.connections[index] : nil
  }

  /// Whether it belongs to a range download.
  var inRangeDownload: Bool { index.map { record.downloads[$0].isRangeDownload } ?? false }

  /// Another exchange of the record.
  func other(_ id: Int?) -> RangeExchange? { id.flatMap { record.exchange($0) } }

  /// The content exchange before this one, when bytes of both would be joined and their versions
  /// differ: this one is a 206, or a 200 that a resume got.
  var joined: RangeExchange? {
    guard let step, let version = step.version, let download, download.isRangeDownload,
      let old = step.currentVersion, old != version, let before = other(step.previous),
      exchange.status == 206 || exchange.status == 200 && step.isContinuation,
      let response, response.isComplete, before.response?.isComplete ?? false
    else { return nil }
    return before
  }

  /// Whether the version of this exchange and the one before are one file on servers out of step.
  var isMirrorChange: Bool {
    guard let step, let download, let new = step.version, let old = step.currentVersion else {
      return false
    }
    return download.mirrorOf[new] == download.mirrorOf[old]
  }
}

/// One download, as rules look at it.
final class DownloadView: Sendable {
  let record: TrafficRecord
  private let index: Int

  init(record: TrafficRecord, at index: Int) {
    self.record = record
    self.index = index
  }

  /// The download, lent.
  var download: Download {
    _read {
      let downloads = record.downloads
      yield downloads.span[index]
    }
  }

  var thresholds: Thresholds { record.thresholds }

  /// Its exchanges, in order.
  var exchanges: some Sequence<RangeExchange> {
    download.transactions.lazy.compactMap { [record] in record.exchange($0) }
  }

  /// Its exchanges with what they meant, in order.
  var steps: some Sequence<(step: Step, exchange: RangeExchange)> {
    download.steps.lazy.compactMap { [record] step in
      record.exchange(step.exchange).map { (step, $0) }
    }
  }
}

/// One connection, as rules look at it.
struct ConnectionView: Sendable {
  let record: TrafficRecord
  private let index: Int
  private let byConnection: ExchangesByConnection

  init(record: TrafficRecord, at index: Int, _ byConnection: ExchangesByConnection) {
    self.record = record
    self.index = index
    self.byConnection = byConnection
  }

  /// The connection, lent.
  var connection: ConnectionSummary {
    _read { yield record.connections[index] }
  }

  /// Its exchanges, in order.
  var exchanges: some Sequence<RangeExchange> {
    byConnection[index].lazy.map { [record] in record.exchanges[$0] }
  }
}
