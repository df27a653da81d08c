import Packets

extension Scenario {
  /// Many connections that each make some small range requests: nearly all of it is heads.
  ///
  /// Clients share connections' servers, resources and user agents as a fleet of readers does;
  /// contents have 200 to 1,400 bytes, and most ranges go on from the one before.
  ///
  /// - Parameter exchanges: how many there are in all, about.
  /// - Returns: the capture; the same for the same number.
  public static func small(exchanges: Int) -> ForgedCapture {
    let perConnection = 15
    var generator = SeededGenerator(seed: 1448)
    return ForgedCapture(
      connections: (0..<max(1, exchanges / perConnection)).map { number in
        let host = "cdn\(number % 4).example.test"
        var resources = (0..<4).map { slot in
          var resource = ForgedResource(
            "/media/\(number % 7)/asset-\((number * 5 + slot) % 4096).bin", host: host,
            size: 2_097_152, etag: "\"\(number % 512)-\(slot)\"", seed: UInt64(slot))
          resource.lastModified = "Mon, 13 Nov 2023 08:00:00 GMT"
          return (resource: resource, position: UInt64.random(in: 0..<1_048_576, using: &generator))
        }
        let exchanges = (0..<perConnection).map { _ in
          let slot = Int.random(in: 0..<4, using: &generator)
          let count = UInt64.random(in: 200...1_400, using: &generator)
          let first = resources[slot].position
          resources[slot].position += count
          return resources[slot].resource.rangeExchange(first: first, last: first + count - 1)
        }
        return ForgedConnection(
          client: Endpoint(
            address: IPAddress(ipv4: 0x0A14_0100 + UInt32(number % 61)),
            port: UInt16(16_384 + number % 40_000)),
          server: Endpoint(address: IPAddress(ipv4: 0xC633_6400 + UInt32(number % 4)), port: 80),
          start: .milliseconds(Int64(number)), exchanges: exchanges)
      })
  }

  /// As `bulk`, with packets late, twice, in part twice, or not in the capture though delivered.
  public static func lossy(size: UInt64) -> ForgedCapture {
    var capture = bulk(size: size)
    for index in capture.connections.indices {
      let seed = UInt64(index)
      capture.connections[index].faults = [
        FaultRule(.recordedLate(places: 3), .randomData(0.02, seed: seed)),
        FaultRule(.repeated(shift: 0, count: nil, after: 10), .randomData(0.006, seed: seed + 1)),
        FaultRule(.repeated(shift: 600, count: 848, after: 10), .randomData(0.003, seed: seed + 2)),
        FaultRule(.missed, .randomData(0.005, seed: seed + 3)),
      ]
    }
    return capture
  }

  /// As `bulk`, cut to 128 bytes a packet.
  public static func sliced(size: UInt64) -> ForgedCapture {
    var capture = bulk(size: size)
    capture.snaplen = 128
    return capture
  }
}
