import HTTP
import Packets
import Ranges
import Testing
import Transactions

@Suite struct DownloadTests {
  private func verdict(_ make: (inout Exchanges) -> Void) -> [Verdict] {
    var exchanges = Exchanges()
    make(&exchanges)
    let downloads = exchanges.downloads
    for download in downloads { checkVersions(download, exchanges.all) }
    return downloads.map(\.verdict)
  }

  /// What a version covers is what its transactions brought.
  private func checkVersions(_ download: Download, _ exchanges: [RangeExchange]) {
    for version in download.versions {
      let brought = version.transactions.flatMap { exchanges[$0 - 1].parts }
      let positions = Set(brought.flatMap { Array($0) })
      #expect(positions == Set(version.covered.flatMap { Array($0) }))
    }
  }

  @Test func completeByParts() {
    let found = verdict {
      $0.part(500..<1000)
      $0.part(0..<500)
    }
    #expect(found == [.complete])
  }

  @Test func anEmptyFileIsComplete() {
    #expect(verdict { $0.add(body: 0) } == [.complete])
  }

  @Test func restarted() {
    let found = verdict {
      $0.part(0..<500)
      $0.add(
        range: "bytes=500-", ifRange: "\"v1\"", status: 200, [("ETag", "\"v2\"")], body: 1000)
    }
    #expect(found == [.restarted])
  }

  @Test func mixed() {
    let found = verdict {
      $0.part(0..<500)
      $0.part(500..<1000, etag: "\"v2\"")
    }
    #expect(found == [.mixed])
  }

  /// Two tags that are equal as text, not as octets, as an accented letter is written in one piece or in
  /// two: no server takes one for the other.
  @Test func tagsThatOnlyLookTheSameAreOfTwoVersions() {
    var exchanges = Exchanges()
    let plain = [("Content-Length", "500")]
    exchanges.part(0..<500, etag: "\"caf\u{e9}\"", response: plain)
    exchanges.part(500..<1000, etag: "\"cafe\u{301}\"", response: plain)
    let downloads = exchanges.downloads
    #expect(downloads.map(\.verdict) == [.mixed])
    #expect(downloads.map(\.versions.count) == [2])
  }

  @Test func fetchedAnewIsNotMixed() {
    let found = verdict {
      $0.part(0..<500)
      $0.part(500..<1000, etag: "\"v2\"")
      $0.part(0..<500, etag: "\"v2\"")
    }
    #expect(found == [.complete])
  }

  @Test func aClientThatBreaksOffTheOtherVersionHasNoticed() {
    let found = verdict {
      $0.part(0..<500)
      $0.part(500..<1000, etag: "\"v2\"", delivered: 100, end: .clientReset)
    }
    #expect(found == [.incomplete])
  }

  @Test func mirrorsOutOfStepAreOneFile() {
    var exchanges = Exchanges()
    exchanges.part(0..<300)
    exchanges.part(300..<600, etag: "\"v2\"")
    exchanges.part(600..<1000)
    let download = exchanges.downloads[0]
    #expect(download.verdict == .complete)
    #expect(download.versions.count == 2)
    #expect(download.covered == [0..<1000])
    #expect(download.redundantBytes == 0)
  }

  @Test func incompleteAndPartial() {
    #expect(verdict { $0.add(body: 400, of: 1000) } == [.incomplete])
    #expect(verdict { $0.part(0..<400) } == [.partial])
    #expect(verdict { $0.add(body: 400, of: 1000, end: .clientReset) } == [.incomplete])
    #expect(verdict { $0.add(body: 400, of: 1000, end: .captureEnded) } == [.unknown])
  }

  @Test func aPlayerThatSeeksIsPartial() {
    let found = verdict {
      $0.part(0..<1000, delivered: 100, end: .clientReset)
      $0.part(800..<1000, delivered: 100, end: .clientReset)
    }
    #expect(found == [.partial])
  }

  @Test func theRestFromAnotherServerIsPartial() {
    let found = verdict {
      $0.part(0..<1000, host: "a.example", delivered: 500, end: .clientClosed)
      $0.part(500..<1000, etag: "\"other\"", host: "b.example", server: Exchanges.mirror)
    }
    #expect(found == [.partial, .partial])
  }

  @Test func withoutContent() {
    #expect(verdict { $0.add(status: 404, body: 10) } == [.refused])
    #expect(verdict { $0.add(status: 304) } == [.unmodified])
    #expect(verdict { $0.add(status: 302, [("Location", "/gone")]) } == [.redirected])
    #expect(verdict { $0.add("HEAD", status: 200, [("Content-Length", "9")]) } == [.probed])
    #expect(verdict { $0.add(status: nil) } == [.unanswered])
    #expect(verdict { $0.add("POST", body: 10) } == [])
  }

  @Test func theLengthMustHaveBeenTold() {
    let found = verdict {
      $0.add(range: "bytes=0-9", status: 206, [("Content-Range", "bytes 0-9/*")], body: 10)
    }
    #expect(found == [.unknown])
  }

  @Test func twoHostNamesOfOneServer() {
    var exchanges = Exchanges()
    exchanges.add("GET", "/deepc.a", host: "192.168.100.189", status: nil)
    exchanges.part(0..<400, host: "192.168.1.3", target: "/deepc.a")
    exchanges.part(400..<1000, host: "192.168.100.189", target: "/deepc.a", ifRange: "\"v1\"")
    let downloads = exchanges.downloads
    #expect(downloads.count == 1)
    #expect(downloads[0].url == "http://192.168.1.3/deepc.a")
    #expect(downloads[0].aliases == ["http://192.168.100.189/deepc.a"])
    #expect(downloads[0].transactions == [1, 2, 3])
    #expect(downloads[0].verdict == .complete)
  }

  @Test func aRedirectBelongsToWhatFollowedIt() {
    var exchanges = Exchanges()
    exchanges.add("GET", "/old", range: "bytes=0-", status: 302, [("Location", "mid")])
    exchanges.add(
      "GET", "/mid", range: "bytes=0-", status: 301, [("Location", "http://cdn.example/x?t=1")])
    exchanges.part(0..<400, host: "cdn.example", target: "/x?t=1")
    exchanges.add(
      "GET", "/old", range: "bytes=400-", status: 302, [("Location", "http://cdn.example/x?t=2")])
    exchanges.part(400..<1000, host: "cdn.example", target: "/x?t=2")
    let downloads = exchanges.downloads
    #expect(downloads.map(\.verdict) == [.complete])
    #expect(downloads.first?.url == "http://cdn.example/x?t=1")
    #expect(downloads.first?.transactions == [1, 2, 3, 4, 5])
  }

  @Test func codingsAreVersions() {
    var exchanges = Exchanges()
    exchanges.add(status: 200, [("ETag", "W/\"v1\""), ("Content-Encoding", "gzip")], body: 300)
    exchanges.part(0..<100)
    let download = exchanges.downloads[0]
    #expect(download.versions.map(\.contentEncoding) == ["gzip", nil])
    #expect(download.verdict == .partial)
  }

  @Test func a206ToIfRangeInheritsWhatItOmits() {
    var exchanges = Exchanges()
    exchanges.part(0..<400)
    exchanges.part(400..<1000, etag: nil, ifRange: "\"v1\"")
    #expect(exchanges.downloads[0].versions.count == 1)
  }

  @Test func whatWasHeldDecidesWhatAResumeIs() {
    var exchanges = Exchanges()
    exchanges.part(100..<200)
    exchanges.part(200..<300)
    exchanges.part(150..<400)
    exchanges.part(110..<120)
    exchanges.part(900..<1000)
    #expect(
      exchanges.downloads[0].steps.map(\.start) == [
        .first, .continuation(runEnd: 200), .continuation(runEnd: 300), .seek, .seek,
      ])
    #expect(exchanges.downloads[0].redundantBytes == 160)
  }

  @Test func manyRangesStayFast() {
    var exchanges = Exchanges()
    let count = 20_000
    for step in 0..<count {
      let position = (step * 7919) % count
      exchanges.part(position * 10..<position * 10 + 10, of: count * 10)
    }
    #expect(exchanges.downloads.map(\.verdict) == [.complete])
  }
}
