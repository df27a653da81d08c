import Forge
import TestSupport
import Testing
import Foundation
struct ScratchTests {
  @Test func scratch() throws {
    let dir = "/tmp/forge"
    try FileManager.default.createDirectory(atPath: dir, withIntermediateDirectories: true)
    try Scenario.deepc().write(toFile: dir + "/deepc.pcap")
    let r = ForgedResource("/a", size: 100_000)
    func conn(_ f: [FaultRule]) -> ForgedConnection {
      ForgedConnection(client: "10.0.0.1:1000", server: "10.0.0.2:80", exchanges: [r.rangeExchange(first: 0, last: 29_999), r.rangeExchange(first: 30_000, last: 59_999)], faults: f)
    }
    let rules: [(String, [FaultRule])] = [
      ("none", []), ("missed", [.init(.missed, .data([3, 4]))]),
      ("lost", [.init(.lost(seen: false), .data(3))]), ("lostseen", [.init(.lost(seen: true), .data(3))]),
      ("delayed1", [.init(.delayed(places: 1), .data(3))]), ("delayed5", [.init(.delayed(places: 5), .data(3))]),
      ("late", [.init(.recordedLate(places: 4), .data(3))]), ("dup", [.init(.duplicated, .data(3))]),
      ("repeat", [.init(.repeated(), .data(3))]), ("overlap", [.init(.repeated(shift: 700, count: 1448), .data(3))]),
      ("random", [.init(.lost(seen: false), .randomData(0.2, seed: 7))]),
      ("synlost", [.init(.lost(seen: true), of: .client, .packets([0]))]),
      ("taillost", [.init(.lost(seen: false), .data([20]))]),
      ("badsum", [.init(.wrongChecksum, .data([2]))]),
    ]
    for (n, f) in rules {
      var c = conn(f)
      c.hasTimestamps = n == "none"
      try ForgedCapture(connections: [c]).write(toFile: dir + "/\(n).pcap")
    }
    var sim = conn([]); sim.opening = .simultaneous
    try ForgedCapture(connections: [sim]).write(toFile: dir + "/simul.pcap")
    var v6 = ForgedConnection(client: "[2001:db8::1]:1000", server: "[2001:db8::2]:80", exchanges: [r.multipartExchange([0...99, 200...299])])
    v6.clientEnd.initialSequence = .max - 20
    v6.serverEnd.initialSequence = .max - 200
    for (n, l) in [("raw", LinkLayer.raw), ("null", .null()), ("nullbig", .null(.big)), ("loop", .loop), ("vlan", .ethernet(tags: [VLANTag(5, kind: .service), VLANTag(7)], padded: true))] {
      try ForgedCapture(connections: [v6, conn([])], link: l, format: PcapFormat(.nanoseconds, .big)).write(toFile: dir + "/\(n).pcap")
    }
  }
}
