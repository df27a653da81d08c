/// Finds the TCP segment in a packet, and counts the packets that hold none, by reason.
///
/// The headers are read one after the other by one loop over `Layer`. Lengths are those on the wire:
/// a packet cut by the snaplen still tells how much data it carried. Checksums are not looked at.
public struct PacketDecoder: Sendable {
  private var counts = [Int](repeating: 0, count: SkipReason.allCases.count)

  /// The most headers that a packet may have, that of TCP included.
  public static let maximumDepth = 32

  /// A decoder that has skipped nothing.
  public init() {}

  /// How many packets were skipped, by reason; reasons that never occurred are left out.
  public var skipped: [SkipReason: Int] {
    var result: [SkipReason: Int] = [:]
    for reason in SkipReason.allCases where counts[reason.index] > 0 {
      result[reason] = counts[reason.index]
    }
    return result
  }

  /// Reads the headers of a packet of which `bytes` were captured.
  ///
  /// - Parameters:
  ///   - bytes: The packet's captured bytes; the offsets of the segment are offsets in them.
  ///   - linkType: What they begin with.
  ///   - wireLength: The length of the packet on the wire; when it is less than that of `bytes`, it
  ///     is taken to be theirs.
  /// - Returns: The segment, or `nil` after counting why there is none.
  public mutating func decode(
    _ bytes: RawSpan, linkType: LinkType, wireLength: Int
  ) -> Segment? {
    do throws(DecodeError) {
      return try walk(bytes, linkType: linkType, wireLength: wireLength)
    } catch {
      return skip(SkipReason(error))
    }
  }

  private mutating func skip(_ reason: SkipReason) -> Segment? {
    counts[reason.index] += 1
    return nil
  }

  @inline(__always)
  private mutating func walk(
    _ bytes: RawSpan, linkType: LinkType, wireLength: Int
  ) throws(DecodeError) -> Segment? {
    guard !bytes.isEmpty else { return skip(.emptyPacket) }
    guard var layer = Layer(linkType) else { return skip(.unknownLinkType) }
    // Where the current header begins, and where what contains it ends: of what was captured, and on
    // the wire, both as offsets in the packet.
    var start = 0
    var end = bytes.byteCount
    var wireEnd = max(wireLength, end)
    var source = IPAddress(high: 0, low: 0)
    var destination = source
    for _ in 0..<Self.maximumDepth {
      let rest = bytes.extracting(start..<end)
      let next: Layer?
      let ifUnknown: SkipReason
      switch layer {
      case .ethernet:
        next = Layer(etherType: try EthernetFrame(rest).etherType)
        ifUnknown = .notIP
        start += EthernetFrame.length
      case .vlan:
        next = Layer(etherType: try VLANTag(rest).etherType)
        ifUnknown = .notIP
        start += VLANTag.length
      case .llc:
        next = try LLCHeader(rest).etherType.flatMap(Layer.init(etherType:))
        ifUnknown = .notIP
        start += LLCHeader.length
      case .loopback:
        next = try Loopback(rest).next
        ifUnknown = .notIP
        start += Loopback.length
      case .rawIP:
        next = try RawIP(rest).next
        ifUnknown = .notIP
      case .ipv4:
        let header = try IPv4Header(rest)
        if header.isFragment { return skip(.ipv4Fragment) }
        next = Layer(ipv4Protocol: header.protocolNumber)
        ifUnknown = .notTCP
        source = header.source
        destination = header.destination
        // What lies beyond is padding of the link layer.
        if let length = header.totalLength { wireEnd = start + length }
        start += header.length
      case .ipv6:
        let header = try IPv6Header(rest)
        next = Layer(ipv6NextHeader: header.nextHeader)
        ifUnknown = .notTCP
        source = header.source
        destination = header.destination
        start += IPv6Header.length
        if let length = header.payloadLength { wireEnd = start + length }
      case .ipv6Options, .ipv6Fragment, .authentication:
        let header = try IPExtensionHeader(layer, rest)
        if header.isFragment { return skip(.ipv6Fragment) }
        next = Layer(ipv6NextHeader: header.nextHeader)
        ifUnknown = .notTCP
        start += header.length
      case .tcp:
        let header = try TCPHeader(rest, wireLength: wireEnd - start)
        let dataStart = start + header.length
        return Segment(
          source: Endpoint(address: source, port: header.sourcePort),
          destination: Endpoint(address: destination, port: header.destinationPort),
          sequence: header.sequence, acknowledgement: header.acknowledgement,
          flags: header.flags, window: header.window,
          payload: min(dataStart, end)..<end,
          payloadLength: wireEnd - dataStart,
          options: start + TCPHeader.minimumLength..<min(dataStart, end))
      }
      guard let next else { return skip(ifUnknown) }
      layer = next
      end = min(end, wireEnd)
    }
    return skip(.tooManyHeaders)
  }
}
