import Ranges
import Testing
import Transactions
import Workers

/// However many threads make downloads of a record, and whatever follows from rows alone, they are the
/// same.
@Suite struct SharedGroupingTests {
  /// Five thousand exchanges, so that several threads look at them: of a few files under two Host names,
  /// from two servers, by two browsers, with HEADs, redirects, signed addresses and bodies broken off.
  private func exchanges(seed: Int) -> Exchanges {
    var random = Numbers(seed: seed)
    var exchanges = Exchanges()
    var end = [Int](repeating: 0, count: 600)
    for _ in 0..<5_000 {
      let file = random.below(600)
      let isPlain = file >= 60
      let server = file % 7 == 0 && random.below(9) == 0 ? Exchanges.mirror : Exchanges.server
      let host = !isPlain && random.below(20) == 0 ? "www.example.org" : "example.org"
      let target = file % 9 == 0 && !isPlain ? "/\(file)?sig=\(random.below(2))" : "/\(file)"
      if !isPlain, random.below(15) == 0 {
        let isHEAD = random.below(2) == 0
        exchanges.add(
          isHEAD ? "HEAD" : "GET", target, host: host, status: isHEAD ? 200 : 302,
          isHEAD ? [("Content-Length", "9000")] : [("Location", "/\(random.below(60))")])
        continue
      }
      let first = random.below(3) > 0 ? end[file] : random.below(8_000)
      let last = first + 1 + random.below(200)
      end[file] = last > 8_000 ? 0 : last
      let isCut = !isPlain && random.below(9) == 0
      let agent = file % 5 == 0 && random.below(4) == 0 ? "Wget/1.24.5" : "Firefox/125.0"
      exchanges.part(
        first..<last, of: 9_000, etag: random.below(90) == 0 ? "\"new\"" : "\"v\(file % 3)\"",
        host: host, target: target, ifRange: random.below(5) > 0 ? "\"v\(file % 3)\"" : nil,
        delivered: isCut ? (last - first) / 2 : nil, end: isCut ? .clientReset : nil,
        server: server, request: file % 5 == 0 ? [("User-Agent", agent)] : [],
        response: [("Content-Length", "\(last - first)")],
        lasting: Int64(random.below(3)) * 1_500_000_000 + 1)
    }
    return exchanges
  }

  private func described(_ download: Download) -> [String] {
    [
      "\(download.id) \(download.client) \(download.url) \(download.key) \(download.verdict)",
      "\(download.aliases) \(download.servers) \(download.isRangeDownload) \(download.mirrorOf)",
      "\(download.covered) \(download.gaps ?? []) \(download.unseen) \(download.elsewhere)",
      "\(download.deliveredBytes) \(download.redundantBytes) \(download.joins)",
      "\(String(describing: download.completeLength)) \(download.transactions)",
      "\(download.standIns) \(String(describing: download.lastVersion))",
      "\(download.steps.map { "\($0)" })",
      "\(download.versions.map { "\($0.etag ?? "") \($0.covered) \($0.transactions)" })",
      "\(String(describing: download.divergence))",
    ]
  }

  @Test(arguments: 0..<3, DownloadGrouping.allCases)
  func manyThreadsTellWhatOneTells(seed: Int, grouping: DownloadGrouping) {
    let exchanges = RangeExchanges(exchanges(seed: seed).all)
    let chosen = seed == 2 ? exchanges.indices.map { $0 % 5 > 0 } : nil
    let assembler = DownloadAssembler(exchanges, by: grouping, only: chosen)
    let one = assembler.downloads()
    #expect(one.contains { $0.isPlain } && one.contains { !$0.isPlain })
    for count in [2, 4] {
      #expect(assembler.downloads(Workers(count)).map(described) == one.map(described))
    }
  }

  /// A download of which all is plain, and the same with what it is made of held.
  @Test func whatFollowsIsWhatIsHeld() {
    for download in exchanges(seed: 5).downloads where download.isPlain {
      #expect(described(download.madeWhole) == described(download))
      var held = download
      held.gaps = download.gaps
      #expect(!held.isPlain && !held.isUneventful)
      #expect(described(held) == described(download))
      #expect(held.neverAsked(in: []) == download.neverAsked(in: []))
    }
  }

  /// A change of a copy is none of the original.
  @Test func aCopyIsItsOwn() throws {
    var exchanges = Exchanges()
    exchanges.part(0..<100, of: 200, response: [("Content-Length", "100")])
    let download = try #require(exchanges.downloads.first)
    #expect(download.isPlain && download.isUneventful)
    var copy = download.madeWhole
    copy.gaps = []
    var other = copy
    other.transactions = [7]
    #expect(download.gaps == [100..<200] && copy.gaps == [] && other.gaps == [])
    #expect(copy.transactions == [1] && other.transactions == [7])
  }
}
