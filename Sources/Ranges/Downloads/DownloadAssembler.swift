import Bytes
import HTTP
import Packets
import Transactions
public import Workers

/// Makes downloads of the exchanges of one traffic record.
///
/// Takes O(n log n) in the number of exchanges, however they are spread over downloads.
public struct DownloadAssembler {
  private let exchanges: RangeExchanges
  private let grouping: DownloadGrouping
  private let chosen: [Bool]?

  /// - Parameters:
  ///   - exchanges: All exchanges, in the order in which they began; that of id `n` at index
  ///     `n - 1`.
  ///   - grouping: What makes exchanges one download.
  ///   - chosen: Of which exchanges, by index, downloads are made; `nil`: of all.
  public init(
    _ exchanges: RangeExchanges, by grouping: DownloadGrouping = .resource,
    only chosen: [Bool]? = nil
  ) {
    self.exchanges = exchanges
    self.grouping = grouping
    self.chosen = chosen
  }

  /// The downloads, in the order of their first exchanges; each is made by one of the workers.
  public func downloads(_ workers: Workers = .one) -> [Download] {
    let groups = ResourceGrouping(exchanges, by: grouping, only: chosen, workers).groups()
    let grouped = GroupedExchanges(exchanges, groups.members, groups.rows)
    var downloads = workers.array(groups.members.count, atLeast: 16) { number in
      let group = groups.members[number]
      // All of a plain run tell the same length, so the latest does too.
      if let address = groups.address(ofGroup: number), let length = address.completeLength,
        let run = PlainRun(groups.rows, group, length: length)
      {
        var download = Download(id: number + 1, client: address.client, url: address.url)
        download.take(run, length: length, number, of: grouped, by: grouping)
        return download
      }
      let first = exchanges[group[0]]
      var download = Download(
        id: number + 1, client: first.transaction.client.address, url: first.url)
      assemble(&download, group, groups.keys[number])
      return download
    }
    Elsewhere.settle(&downloads, exchanges, workers)
    return downloads
  }

  /// Tells of a download all that its exchanges show.
  private func assemble(
    _ download: inout Download, _ group: ExchangeGroups.Members, _ key: DownloadKey?
  ) {
    if let key { download.key = key } else { download.grouping = grouping }
    let placed = count(&download, group)
    name(&download, group)

    let (steps, versions, covered) = StepTracker(exchanges, group).run()
    download.steps = steps
    download.versions = versions
    for version in covered.indices {
      download.versions[version].covered = covered[version].ranges
    }
    noteTransactions(&download)
    download.mirrorOf = mirrors(download, group)
    if versions.count > 1 { download.standIns = StandIn.ids(exchanges, group) }
    download.lastVersion = lastVersion(download, group)
    cover(&download, covered, group, placed: placed)
    if DivergenceSearch.mayFind(exchanges, group) {
      download.divergence = DivergenceSearch(download, exchanges, group)?.first()
    }
    download.verdict = VerdictJudge(exchanges, group).verdict(of: download)
  }

  /// Notes the transactions and what they delivered; returns how many bytes of it have a place.
  private func count(_ download: inout Download, _ group: ExchangeGroups.Members) -> Int {
    var placed = 0
    download.transactions.reserveCapacity(group.count)
    for index in group {
      let exchange = exchanges[index]
      download.transactions.append(exchange.id)
      if !download.isRangeDownload { download.isRangeDownload = exchange.makesRangeDownload }
      guard exchange.isContent else { continue }
      placed += exchange.placedBytes
      let hasAll = exchange.transaction.body.missing.isEmpty
      download.deliveredBytes +=
        hasAll ? exchange.transaction.body.extent : exchange.transaction.body.delivered
    }
    return placed
  }

  /// Notes for each version the transactions that delivered it.
  private func noteTransactions(_ download: inout Download) {
    if download.versions.count == 1, download.steps.allSatisfy({ $0.version == 0 }) {
      // One list is kept, where all of them brought the same version.
      download.versions[0].transactions = download.transactions
      return
    }
    for place in download.steps.indices {
      guard let version = download.steps[place].version else { continue }
      download.versions[version].transactions.append(download.steps[place].exchange)
    }
  }

  private func mirrors(_ download: borrowing Download, _ group: ExchangeGroups.Members) -> [Int] {
    guard download.versions.count > 1 else {
      return download.versions.isEmpty ? [] : GroupedExchanges.onlyVersion
    }
    var sequence: [(version: Int, server: Endpoint)] = []
    for (step, index) in zip(download.steps, group) {
      if let version = step.version {
        sequence.append((version, exchanges[index].transaction.server))
      }
    }
    return MirrorGrouping(download.versions, sequence: sequence).roots()
  }

  private func name(_ download: inout Download, _ group: ExchangeGroups.Members) {
    if let index = group.first(where: { !exchanges[$0].parts.isEmpty }) {
      download.url = exchanges[index].url
    }
    var urls: Set<String> = []
    var servers: Set<Endpoint> = []
    for index in group {
      let exchange = exchanges[index]
      if exchange.url != download.url, urls.insert(exchange.url).inserted {
        download.aliases.append(exchange.url)
      }
      let server = exchange.transaction.server
      guard exchange.response != nil, server != download.servers.first else { continue }
      if download.servers.isEmpty || servers.insert(server).inserted {
        download.servers.append(server)
      }
    }
    if download.servers.isEmpty { download.servers = [exchanges[group[0]].transaction.server] }
  }

  /// The version that the client ended with: that of the last content which brought anything of the
  /// file.
  private func lastVersion(_ download: borrowing Download, _ group: ExchangeGroups.Members) -> Int?
  {
    var last: Int?
    for place in download.steps.indices.reversed() {
      guard let version = download.steps[place].version,
        !download.isStandIn(download.steps[place].exchange)
      else { continue }
      if !exchanges[group[place]].parts.isEmpty { return version }
      last = last ?? version
    }
    return last
  }

  private func cover(
    _ download: inout Download, _ versions: [IntervalSet], _ group: ExchangeGroups.Members,
    placed: Int
  ) {
    guard let last = download.lastVersion else {
      download.completeLength = group.lazy.compactMap { exchanges[$0].completeLength }.first
      download.gaps = download.completeLength.map { $0 > 0 ? [0..<$0] : [] }
      return
    }
    let root = download.mirrorOf[last]
    var covered = versions[root]
    download.covered = download.versions[root].covered
    download.completeLength = download.versions[root].completeLength
    for version in (root + 1)..<versions.count where download.mirrorOf[version] == root {
      covered.formUnion(versions[version])
      download.covered = covered.ranges
      download.completeLength =
        download.completeLength ?? download.versions[version].completeLength
    }
    download.gaps = download.completeLength.map { covered.gaps(in: 0..<max($0, 0)) }
    download.unseen = unseen(download, group, root)

    var kept = covered
    if versions.count > 1 {
      let tracker = JoinTracker(download, exchanges, group, endsWith: root)
      download.joins = tracker.joins
      for version in versions.indices
      where tracker.joined.contains(download.mirrorOf[version]) {
        kept.formUnion(versions[version])
      }
    }
    download.redundantBytes = max(0, placed - kept.length)
  }

  /// What was inferred in every response of the version that brought it.
  private func unseen(_ download: borrowing Download, _ group: ExchangeGroups.Members, _ root: Int)
    -> [Range<Int>]
  {
    guard group.contains(where: { !exchanges[$0].unseen.isEmpty }) else { return [] }
    let members = zip(download.steps, group).filter { step, _ in
      step.version.map { download.mirrorOf[$0] == root } ?? false
    }
    var unseen = IntervalSet()
    for (_, index) in members { for part in exchanges[index].unseen { unseen.insert(part) } }
    guard !unseen.isEmpty else { return [] }
    for (_, index) in members {
      let inferred = IntervalSet(exchanges[index].unseen)
      for part in exchanges[index].parts {
        for seen in inferred.gaps(in: part) { unseen.remove(seen) }
      }
    }
    return unseen.ranges
  }
}

extension RangeExchange {
  fileprivate var makesRangeDownload: Bool {
    isGET && (request?.hasRange ?? false || [206, 412, 416].contains(status ?? 0))
  }
}
