internal import Bytes

/// Finds the TCP segment in a packet, and counts the packets that hold none, by reason.
///
/// The headers are read one after the other by one loop over `Layer`. Lengths are those on the wire:
/// a packet cut by the snaplen still tells how much data it carried. Checksums are not looked at.
///
/// IP fragments are put together, within bounds. What is found in a packet that was put together, or
/// in one of several frames that came as one packet, is in `extracted`, not in the packet's bytes.
public struct PacketDecoder: Sendable {
  /// A segment that does not stand in the bytes of the packet that brought it.
  public struct ExtractedSegment: Equatable, Sendable {
    /// The segment; its offsets are offsets in `bytes`.
    public var segment: Segment
    /// The bytes that it was found in.
    public var bytes: [UInt8]
  }

  /// Where the way through the headers of a packet, or of a part of it, ended.
  private enum Stop {
    /// At TCP.
    case tcp
    /// All that was found is in `extracted`.
    case extracted
    /// At something that is not ours.
    case skipped(SkipReason)
  }

  /// The most headers that a packet may have, that of TCP included.
  public static let maximumDepth = 32
  /// The most packets of which fragments are held.
  public static let maximumFragmentedPackets = FragmentBuffer.maximumCount
  /// The most bytes that are held of fragments, in all.
  public static let maximumFragmentBytes = FragmentBuffer.maximumByteCount
  /// How long fragments wait for the others, in nanoseconds of capture time.
  public static let fragmentTimeout = FragmentBuffer.timeout

  /// The segments of the packet decoded last that do not stand in its own bytes, in order.
  ///
  /// Nearly always empty. A packet that has some is not counted as skipped.
  public private(set) var extracted: [ExtractedSegment] = []
  private var counts = [Int](repeating: 0, count: SkipReason.allCases.count)
  private var fragments = FragmentBuffer()

  /// A decoder that has skipped nothing.
  public init() {}

  /// How many packets were skipped, by reason; reasons that never occurred are left out.
  ///
  /// A fragment is pending until the others come, or do not in time: that number may fall.
  public var skipped: [SkipReason: Int] {
    var counts = counts
    counts[SkipReason.fragmentPending.index] += fragments.pending
    counts[SkipReason.fragmentReassembled.index] += fragments.used
    counts[SkipReason.fragmentTimeout.index] += fragments.timedOut
    counts[SkipReason.fragmentLimit.index] += fragments.letGo
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
  ///   - time: When it was captured.
  /// - Returns: The segment in `bytes`. When there is none, either `extracted` has some, or why is
  ///   counted.
  @inline(never)
  public mutating func decode(
    _ bytes: RawSpan, linkType: LinkType, wireLength: Int, time: Timestamp
  ) -> Segment? {
    if !extracted.isEmpty { extracted.removeAll() }
    if let segment = Self.plain(bytes, linkType: linkType) { return segment }
    let reason: SkipReason
    do throws(DecodeError) {
      guard !bytes.isEmpty else { return skip(.emptyPacket) }
      guard let layer = Layer(linkType) else { return skip(.unknownLinkType) }
      var cursor = Cursor(layer, captured: bytes.byteCount, wireLength: wireLength)
      switch try walk(bytes, &cursor, time) {
      case .tcp: return try cursor.segment(in: bytes)
      case .extracted: return nil
      case .skipped(let why): reason = why
      }
    } catch {
      reason = SkipReason(error)
    }
    return skip(reason)
  }

  private mutating func skip(_ reason: SkipReason) -> Segment? {
    // What waits is counted where it waits.
    if reason != .fragmentPending { counts[reason.index] += 1 }
    return nil
  }

  private mutating func walk(
    _ bytes: RawSpan, _ cursor: inout Cursor, _ time: Timestamp
  ) throws(DecodeError) -> Stop {
    while cursor.headers < Self.maximumDepth {
      cursor.headers += 1
      let rest = bytes.extracting(cursor.start..<cursor.end)
      let next: Next
      switch cursor.layer {
      case .ethernet: next = cursor.pass(try EthernetFrame(rest))
      case .vlan: next = cursor.pass(try VLANTag(rest))
      case .vnTag: next = cursor.pass(try VNTag(rest))
      case .eTag: next = cursor.pass(try ETag(rest))
      case .backboneTag: next = cursor.pass(try BackboneTag(rest))
      case .llc: next = cursor.pass(try LLCHeader(rest))
      case .loopback: next = cursor.pass(try Loopback(rest))
      case .linuxCooked: next = cursor.pass(try LinuxCooked(rest))
      case .linuxCooked2: next = cursor.pass(try LinuxCooked2(rest))
      case .netfilterLog: next = cursor.pass(try NetfilterLog(rest))
      case .ppp: next = cursor.pass(try PPPFrame(rest))
      case .pppDirection: next = cursor.pass(try PPPDirection(rest))
      case .pppoe: next = cursor.pass(try PPPoEHeader(rest))
      case .ciscoHDLC: next = cursor.pass(try CiscoHDLC(rest))
      case .frameRelay: next = cursor.pass(try FrameRelay(rest))
      case .wlan: next = cursor.pass(try WLANHeader(rest))
      case .wlanPadded: next = cursor.pass(try WLANHeader(rest, isPadded: true))
      case .wlanAggregate: return subframes(bytes, cursor, time)
      case .radiotap: next = cursor.pass(try Radiotap(rest))
      case .wlanMonitor: next = cursor.pass(try WLANMonitor(rest))
      case .perPacketInformation: next = cursor.pass(try PerPacketInformation(rest))
      case .rawIP: next = cursor.pass(try RawIP(rest))
      case .ipv4:
        let header = try IPv4Header(rest)
        cursor.pass(header)
        next = Next(ipv4Protocol: header.protocolNumber)
        if header.isFragment, case .layer = next {
          return try reassemble(Fragment(header, cursor, time), bytes, cursor)
        }
      case .ipv6:
        let header = try IPv6Header(rest)
        cursor.pass(header)
        next = Next(ipv6NextHeader: header.nextHeader)
      case .ipv6Options, .authentication:
        next = cursor.pass(try IPExtensionHeader(cursor.layer, rest))
      case .ipv6Fragment:
        let header = try IPv6FragmentHeader(rest)
        next = cursor.pass(header)
        if header.isFragment, case .layer = next {
          return try reassemble(Fragment(header, cursor, time), bytes, cursor)
        }
      case .mpls: next = cursor.pass(try MPLSStack(rest))
      case .nsh: next = cursor.pass(try NSHHeader(rest))
      case .gre: next = cursor.pass(try GREHeader(rest))
      case .erspan2: next = cursor.pass(try ERSPANHeader2(rest))
      case .erspan3: next = cursor.pass(try ERSPANHeader3(rest))
      case .wccp: next = cursor.pass(try WCCPHeader(rest))
      case .etherIP: next = cursor.pass(try EtherIPHeader(rest))
      case .udp: next = cursor.pass(UDPHeader(rest))
      case .vxlan: next = cursor.pass(try VXLANHeader(rest))
      case .geneve: next = cursor.pass(try GENEVEHeader(rest))
      case .gtp: next = cursor.pass(try GTPHeader(rest))
      case .teredo: next = cursor.pass(try TeredoHeader(rest))
      case .l2tp: next = cursor.pass(try L2TPHeader(rest))
      case .ayiya: next = cursor.pass(try AYIYAHeader(rest))
      case .tzsp: next = cursor.pass(try TZSPHeader(rest))
      case .tcp: return .tcp
      }
      switch next {
      case .layer(let layer): cursor.layer = layer
      case .skip(let reason): return .skipped(reason)
      }
    }
    return .skipped(.tooManyHeaders)
  }

  /// Goes on in bytes that are not those of the packet.
  private mutating func extract(
    from bytes: [UInt8], _ start: Cursor, _ time: Timestamp
  ) throws(DecodeError) -> Stop {
    var cursor = start
    let stop = try walk(bytes.span.bytes, &cursor, time)
    guard case .tcp = stop else { return stop }
    let segment = try cursor.segment(in: bytes.span.bytes)
    extracted.append(ExtractedSegment(segment: segment, bytes: bytes))
    return .extracted
  }

  private mutating func reassemble(
    _ fragment: Fragment, _ bytes: RawSpan, _ cursor: Cursor
  ) throws(DecodeError) -> Stop {
    // One packet is not to be counted twice.
    if cursor.isAggregated { return .skipped(.fragmentLimit) }
    switch fragments.receive(fragment, bytes.extracting(cursor.start..<cursor.end)) {
    case .held: return .skipped(.fragmentPending)
    case .malformed: return .skipped(.malformedIP)
    case .refused: return .skipped(.fragmentLimit)
    case .whole(let datagram):
      guard case .layer(let layer) = Next(ipv6NextHeader: datagram.nextHeader) else {
        return .skipped(.notTCP)
      }
      var inside = cursor
      inside.enter(layer, captured: datagram.bytes.count, wireLength: datagram.wireLength)
      return try extract(from: datagram.bytes, inside, fragment.time)
    }
  }

  /// Each of several frames that came as one, by itself.
  ///
  /// When none of them holds a segment, the reason is that of the last.
  private mutating func subframes(_ bytes: RawSpan, _ cursor: Cursor, _ time: Timestamp) -> Stop {
    var result = Stop.skipped(.wlanNoData)
    var start = cursor.start
    // Less than a header at the end is the checksum.
    while cursor.wireEnd - start >= WLANSubframe.length {
      do throws(DecodeError) {
        let rest = bytes.extracting(min(start, cursor.end)..<cursor.end)
        let frame = try WLANSubframe(rest)
        let end = min(WLANSubframe.length + frame.contentLength, rest.byteCount)
        // Padding makes each begin at a multiple of four bytes from the first.
        start += (WLANSubframe.length + frame.contentLength + 3) / 4 * 4
        let content = rest.extracting(WLANSubframe.length..<end)
          .withUnsafeBytes { unsafe [UInt8]($0) }
        var inside = cursor
        inside.isAggregated = true
        inside.enter(.llc, captured: content.count, wireLength: frame.contentLength)
        let stop = try extract(from: content, inside, time)
        if extracted.isEmpty { result = stop }
      } catch {
        if extracted.isEmpty { result = .skipped(SkipReason(error)) }
        if case .truncated(.wlanAggregate, need: _, have: _) = error { break }
      }
    }
    return extracted.isEmpty ? result : .extracted
  }
}
