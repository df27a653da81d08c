import Packets

/// A connection of a script.
struct ScriptConnection {
  private var client: Endpoint
  private var server: Endpoint = "192.0.2.10:80"
  private var start: Duration
  private var opening = ForgedConnection.Opening.handshake
  private var closing: [ForgedEvent] = [.finish(.client), .finish(.server)]
  private var faults: [FaultRule] = []
  private var segmentSize: Int?
  var exchanges: [ScriptExchange] = []

  private let line: ScriptLine

  init(_ line: ScriptLine, number: Int) {
    self.line = line
    client = Endpoint(address: IPAddress(ipv4: 0xC633_6407), port: UInt16(49_200 + number % 16_000))
    start = .seconds(Int64(number))
  }

  /// Takes a line, where it is one of a connection.
  mutating func set(_ line: ScriptLine) throws(ScriptError) -> Bool {
    switch line.keyword {
    case "client": client = try endpoint(line, client.port)
    case "server" where exchanges.isEmpty: server = try endpoint(line, 80)
    case "at": start = try line.duration()
    case "midstream": opening = .midstream
    case "segment":
      let size = try line.number()
      guard size > 0, size <= 65_000 else { throw line.error("a segment holds 1 to 65000 bytes") }
      segmentSize = Int(size)
    case "close":
      let peer = try line.peer(try line.text())
      closing = [.finish(peer), .finish(peer.other)]
    case "reset": closing = [.reset(try line.peer(try line.text()))]
    case "open": closing = []
    case "fault": faults.append(try fault(line))
    default: return false
    }
    return true
  }

  private func endpoint(_ line: ScriptLine, _ port: UInt16) throws(ScriptError) -> Endpoint {
    if let endpoint = AddressText.endpoint(line.rest) { return endpoint }
    if let address = AddressText.ipv4(line.rest[...]) {
      return Endpoint(address: address, port: port)
    }
    throw line.error("'\(line.rest)' is no address; write 192.0.2.10:80")
  }

  /// `fault KIND client|server N…`, the N being segments with data, from 0.
  private func fault(_ line: ScriptLine) throws(ScriptError) -> FaultRule {
    let words = line.words
    guard words.count >= 3 else {
      throw line.error("write fault KIND client|server NUMBER…")
    }
    let fault: Fault =
      switch words[0] {
      case "missed": .missed
      case "lost": .lost(seen: false)
      case "seen-lost": .lost(seen: true)
      case "delayed": .delayed(places: 2)
      case "late": .recordedLate(places: 2)
      case "duplicated": .duplicated
      case "repeated": .repeated()
      case "wrong-checksum": .wrongChecksum
      default: throw line.error("'\(words[0])' is no fault")
      }
    var numbers: Set<Int> = []
    for word in words[2...] {
      let ends = word.split(separator: "-", maxSplits: 1).map(String.init)
      let first = try line.number(ends[0])
      let last = ends.count > 1 ? try line.number(ends[1]) : first
      guard first <= last, last - first < 100_000 else {
        throw line.error("'\(word)' is no range of segments")
      }
      for number in first...last { numbers.insert(Int(number)) }
    }
    return FaultRule(fault, of: try line.peer(words[1]), .data(numbers))
  }

  /// The connection as Forge makes it.
  ///
  /// - Throws: `ScriptError` when its ends are of two address families.
  func forged() throws(ScriptError) -> ForgedConnection {
    guard client.address.isIPv4 == server.address.isIPv4 else {
      throw line.error("its ends are of two address families; give client and server")
    }
    var connection = ForgedConnection(
      client: client, server: server, start: start,
      events: exchanges.flatMap(\.events) + closing, faults: faults)
    connection.opening = opening
    if let segmentSize { connection.serverEnd.segmentSize = segmentSize }
    return connection
  }
}
