import Forge
import Packets

/// Ends and resources that the tests of this module share.
enum Wire {
  static let client: Endpoint = "192.168.1.2:49200"
  static let server: Endpoint = "192.168.1.3:80"
  static let resource = ForgedResource("/file", size: 100_000)

  /// A connection that fetches the first 30,000 bytes: 21 segments from the server.
  static func connection(_ faults: [FaultRule] = []) -> ForgedConnection {
    ForgedConnection(
      client: client, server: server,
      exchanges: [resource.rangeExchange(first: 0, last: 29_999)], faults: faults)
  }

  static func capture(_ faults: [FaultRule] = []) -> ForgedCapture {
    ForgedCapture(connections: [connection(faults)])
  }

  /// The Internet checksum computed the plain way, most significant byte first.
  static func checksum(_ bytes: some Sequence<UInt8>) -> UInt16 {
    var sum: UInt32 = 0
    for (index, byte) in bytes.enumerated() {
      sum += index % 2 == 0 ? UInt32(byte) << 8 : UInt32(byte)
    }
    while sum > 0xFFFF { sum = (sum & 0xFFFF) + (sum >> 16) }
    return UInt16(sum)
  }
}

extension ForgedCapture {
  /// The segments with data that the server sent, as stream offsets, in the order of the capture.
  func serverData(_ connection: Int = 0) -> [Range<Int>] {
    let first = connections[connection].serverEnd.initialSequence &+ 1
    return packets().compactMap { packet in
      guard packet.connection == connection, packet.sender == .server,
        let segment = packet.segment, segment.payloadLength > 0
      else { return nil }
      let start = Int(segment.sequence &- first)
      return start..<start + segment.payloadLength
    }
  }

  /// How far the client acknowledges, as stream offsets, packet by packet.
  func clientAcknowledgements(_ connection: Int = 0) -> [Int] {
    let first = connections[connection].serverEnd.initialSequence &+ 1
    return packets().compactMap { packet in
      guard packet.connection == connection, packet.sender == .client,
        let segment = packet.segment, segment.flags.contains(.ack)
      else { return nil }
      return Int(segment.acknowledgement &- first)
    }
  }
}
