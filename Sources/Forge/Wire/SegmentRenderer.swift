import Packets

/// Makes packets of a connection's segments.
final class SegmentRenderer {
  private let connection: ForgedConnection
  private let builders: [PacketBuilder]
  private let contents: [StreamContent]

  init(_ connection: ForgedConnection, link: LinkLayer) {
    self.connection = connection
    builders = Peer.allCases.map { peer in
      var builder = PacketBuilder(
        from: connection.endpoint(of: peer), to: connection.endpoint(of: peer.other))
      builder.sender = peer
      builder.link = link
      builder.hopLimit = connection.end(peer).hopLimit
      return builder
    }
    contents = Peer.allCases.map { peer in
      var content = StreamContent()
      content.append(connection.content(of: peer))
      return content
    }
  }

  /// Appends the packet of `segment`, whole.
  func append(_ segment: TravellingSegment, to bytes: inout [UInt8]) {
    let builder = builder(for: segment)
    let data = segment.data
    builder.append(to: &bytes, payloadCount: data.count) { bytes in
      if !data.isEmpty { contents[segment.sender.index].append(data, to: &bytes) }
    }
  }

  /// What the TCP header of `segment` says, for a packet of which so many bytes are captured.
  func segment(_ segment: TravellingSegment, captured: Int, length: Int) -> Segment {
    let builder = builder(for: segment)
    let count = segment.data.count
    var header: [UInt8] = []
    builder.append(to: &header, payloadCount: 0) { _ in }
    if case .ethernet(_, padded: true) = builder.link {
      var unpadded = builder
      unpadded.link = unpaddedLink(builder.link)
      header = unpadded.bytes()
    }
    let start = min(header.count, captured)
    return Segment(
      source: builder.source, destination: builder.destination, sequence: builder.sequence,
      acknowledgement: builder.acknowledgement, flags: builder.flags, window: builder.window,
      payload: start..<min(header.count + count, max(start, captured)), payloadLength: count)
  }

  private func unpaddedLink(_ link: LinkLayer) -> LinkLayer {
    if case .ethernet(let tags, _) = link { .ethernet(tags: tags) } else { link }
  }

  private func builder(for segment: TravellingSegment) -> PacketBuilder {
    let peer = segment.sender
    var builder = builders[peer.index]
    let end = connection.end(peer)
    builder.sequence =
      end.initialSequence &+ UInt32(truncatingIfNeeded: segment.positions.lowerBound)
    builder.flags = segment.flags
    if segment.flags.contains(.ack) {
      builder.acknowledgement = number(segment.acknowledged, of: peer.other)
    }
    builder.window = segment.window
    builder.identification = segment.identification
    builder.checksum = segment.hasWrongChecksum ? .wrong : end.checksum
    builder.options = options(of: segment)
    return builder
  }

  private func number(_ position: UInt64, of peer: Peer) -> UInt32 {
    connection.end(peer).initialSequence &+ UInt32(truncatingIfNeeded: position)
  }

  /// Source: RFC 9293 §3.1, RFC 7323 §2.2 and §3.2, RFC 2018 §2 and §3.
  private func options(of segment: TravellingSegment) -> [UInt8] {
    var options: [UInt8] = []
    let end = connection.end(segment.sender)
    if segment.flags.contains(.syn) {
      options += [2, 4]
      // Offload makes segments larger than the link carries, and than the option says.
      options.append(big: UInt16(clamping: min(end.segmentSize, 1460)))
      if connection.hasSelectiveAcknowledgement { options += [1, 1, 4, 2] }
      if let shift = end.windowShift { options += [1, 3, 3, shift] }
    }
    if connection.hasTimestamps {
      options += [1, 1, 8, 10]
      options.append(big: segment.timestamp)
      options.append(big: segment.echo)
    }
    if !segment.selective.isEmpty {
      options += [1, 1, 5, UInt8(2 + 8 * segment.selective.count)]
      for range in segment.selective {
        options.append(big: number(range.lowerBound, of: segment.sender.other))
        options.append(big: number(range.upperBound, of: segment.sender.other))
      }
    }
    return options
  }
}
