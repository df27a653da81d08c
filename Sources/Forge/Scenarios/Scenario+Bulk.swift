import Packets

extension Scenario {
  /// Many connections that fetch ranges of large resources at the same time.
  ///
  /// Sixty-four clients, one connection each, fetch sixteen resources in ranges of 256 KiB to
  /// 4 MiB, segments of 1448 bytes; `size` is about how many bytes of content there are in all.
  public static func bulk(size: UInt64) -> ForgedCapture {
    let connections: UInt64 = 64
    let share = max(1, size / connections)
    var generator = SeededGenerator(seed: 206)
    return ForgedCapture(
      connections: (0..<connections).map { number in
        let resource = ForgedResource(
          "/bulk/\(number % 16).bin", host: "bulk.example.test", size: share * 4,
          etag: "\"bulk-\(number % 16)\"", seed: number % 16)
        var position = number / 16 * share
        let end = position + share
        var exchanges: [ForgedExchange] = []
        while position < end {
          let wanted = UInt64.random(in: 256 * 1024...4 * 1024 * 1024, using: &generator)
          let last = min(position + wanted, end) - 1
          exchanges.append(resource.rangeExchange(first: position, last: last))
          position = last + 1
        }
        let host = UInt32(number)
        return ForgedConnection(
          client: Endpoint(
            address: IPAddress(ipv4: 0x0A00_0100 + host), port: UInt16(49_152 + number)),
          server: "10.0.0.1:80", start: .milliseconds(Int64(number)), exchanges: exchanges)
      })
  }
}
