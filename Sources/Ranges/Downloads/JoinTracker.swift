import HTTP

/// Where a client joined bytes of one version to those of another.
struct JoinTracker {
  /// The 206 responses that brought the other version; empty where the client ended with one
  /// version whole, or noticed.
  private(set) var joins: [Int] = []
  /// The first of each kind of version among the joined.
  private(set) var joined: Set<Int> = []

  /// Follows the exchanges of a download that ended with versions of the kind `root`.
  init(
    _ download: Download, _ exchanges: RangeExchanges, _ group: ExchangeGroups.Members,
    endsWith root: Int
  ) {
    guard Set(download.mirrorOf).count > 1 else { return }
    if let gaps = download.gaps, gaps.isEmpty, download.mirrorOf.contains(root) { return }
    var base: Int?
    var got: [Int: Int] = [:]
    var lastContent: Int?
    for (step, index) in zip(download.steps, group) {
      let exchange = exchanges[index]
      guard let version = step.version, !exchange.parts.isEmpty,
        !download.isStandIn(exchange.id)
      else { continue }
      let kind = download.mirrorOf[version]
      if let old = base, old != kind {
        let whole = got[old].map { $0 == download.versions[old].completeLength } ?? false
        if exchange.status == 200 || whole {
          joins = []
          joined = []
        } else {
          joins.append(exchange.id)
          joined.formUnion([old, kind])
        }
      }
      got[kind, default: 0] += exchange.placedBytes - step.again
      base = kind
      lastContent = index
    }
    // A client that breaks off the first bytes of another version, and asks no more, has noticed.
    if joins.count == 1, let lastContent, exchanges[lastContent].id == joins[0],
      exchanges[lastContent].clientBrokeOff
    {
      joins = []
      joined = []
    }
  }
}
