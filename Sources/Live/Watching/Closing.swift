import Analysis
import Packets
import Ranges
import Reports
import Transactions

/// Which downloads are closed at a look, and what is forgotten with them.
struct Closing {
  private let news: LiveNews
  private let now: Timestamp
  private let options: WatchOptions
  /// The bytes of memory to be freed.
  private let toFree: Int
  /// Whether memory is short.
  private let isFull: Bool

  init(
    _ news: LiveNews, at now: Timestamp, _ options: WatchOptions, toFree: Int, isFull: Bool
  ) {
    self.news = news
    self.now = now
    self.options = options
    self.toFree = toFree
    self.isFull = isFull
  }

  private func lastTime(_ download: Download) -> Timestamp {
    download.transactions.reduce(Timestamp(nanoseconds: .min)) {
      max($0, news.report.exchanges[$1 - 1].transaction.end)
    }
  }

  private func footprint(_ download: Download) -> Int {
    download.transactions.reduce(0) {
      $0 + news.report.exchanges[$1 - 1].transaction.footprint
    }
  }

  /// Those that nothing came of for long, and those that are too many or take too much memory, the
  /// most idle first.
  ///
  /// - Returns: Their ids, and how many of them something might still have come of.
  func downloads() -> (ids: [Int], early: Int) {
    let report = news.report
    var over: [(id: Int, last: Timestamp)] = []
    for download in report.downloads
    where !download.transactions.contains(where: { news.isOpen[$0 - 1] }) {
      over.append((download.id, lastTime(download)))
    }
    over.sort { ($0.last, $0.id) < ($1.last, $1.id) }
    let idle = over.prefix { now.since($0.last) >= options.timeToClose }.count
    var count = max(idle, report.downloads.count - options.mostDownloads)
    // Where memory is short the older half goes.
    if isFull { count = max(count, (over.count + 1) / 2) }
    count = min(max(0, count), over.count)
    var freed = over[..<count].reduce(0) { $0 + footprint(report.downloads[$1.id - 1]) }
    while freed < toFree, count < over.count {
      freed += footprint(report.downloads[over[count].id - 1])
      count += 1
    }
    return (over[..<count].map(\.id).sorted(), max(0, count - idle))
  }

  /// What is to be forgotten once `news`, in which those downloads are closed, was told.
  func order(_ news: LiveNews) -> ForgetOrder? {
    let report = news.report
    var serials: Set<Int> = []
    var isOfDownload = [Bool](repeating: false, count: report.exchanges.count)
    for download in report.downloads {
      for id in download.transactions { isOfDownload[id - 1] = true }
    }
    for id in news.closed {
      for id in report.downloads[id - 1].transactions {
        serials.insert(news.numbers.transactions[id - 1])
      }
    }
    let isShort = isFull || toFree > 0
    let limit = Timestamp(nanoseconds: now.nanoseconds &- options.timeToClose)
    // What is of no download is nothing to wait for either.
    let others = isOfDownload.reduce(0) { $0 + ($1 ? 0 : 1) }
    let hasManyOthers = others > options.mostDownloads
    for (index, exchange) in report.exchanges.enumerated()
    where !isOfDownload[index] && !news.isOpen[index] {
      if isShort || hasManyOthers || exchange.transaction.end < limit {
        serials.insert(news.numbers.transactions[index])
      }
    }
    // Connections that are over and carried no exchange are nothing to wait for when there are many.
    let hasMany = report.connections.count > options.mostDownloads
    guard !serials.isEmpty || isShort || hasMany else { return nil }
    return ForgetOrder(serials: serials, connectionsBefore: isShort || hasMany ? now : limit)
  }
}
