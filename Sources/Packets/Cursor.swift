/// How far the headers of a packet have been read, and what they told.
struct Cursor {
  /// The header that comes next.
  var layer: Layer
  /// Where it begins, as an offset in the packet.
  var start = 0
  /// Where what contains it ends, of what was captured.
  var end: Int
  /// Where what contains it ends on the wire.
  var wireEnd: Int
  /// How many headers have been read.
  var headers = 0
  /// Whether it stands in one of several frames of one packet.
  var isAggregated = false
  /// Whether a header of IP has told `wireEnd`.
  private var isInIP = false
  /// The sender, of the innermost IP header.
  private(set) var source = IPAddress(high: 0, low: 0)
  /// The receiver, of the innermost IP header.
  private(set) var destination = IPAddress(high: 0, low: 0)
  /// What tells packets of the same sender apart, of the innermost IP header.
  private var identification: UInt16 = 0
  private var hopLimit: UInt8 = 0

  /// The start of a packet.
  init(_ layer: Layer, captured: Int, wireLength: Int) {
    self.layer = layer
    end = captured
    wireEnd = max(wireLength, captured)
  }

  /// Goes behind a header.
  mutating func pass(_ header: some CarrierHeader) -> Next {
    start += header.length
    if let length = header.contentLength {
      wireEnd = min(wireEnd, start + length)
      end = min(end, wireEnd)
    }
    return header.next
  }

  /// Goes behind an IPv4 header.
  mutating func pass(_ header: IPv4Header) {
    source = header.source
    destination = header.destination
    identification = header.identification
    hopLimit = header.hopLimit
    bound(header.totalLength)
    start += header.length
  }

  /// Goes behind an IPv6 header.
  mutating func pass(_ header: IPv6Header) {
    source = header.source
    destination = header.destination
    identification = UInt16(truncatingIfNeeded: header.flowLabel)
    hopLimit = header.hopLimit
    start += IPv6Header.length
    bound(header.payloadLength)
  }

  /// Goes into the content of a packet that was put together.
  mutating func enter(_ layer: Layer, captured: Int, wireLength: Int) {
    self.layer = layer
    start = 0
    end = captured
    wireEnd = wireLength
  }

  /// What lies beyond is padding of the link layer.
  ///
  /// The outermost IP header is believed even against the record's length on the wire, an inner one
  /// not against the outer.
  private mutating func bound(_ length: Int?) {
    guard let length else { return }
    wireEnd = isInIP ? min(wireEnd, start + length) : start + length
    wireEnd = max(wireEnd, start)
    end = min(end, wireEnd)
    isInIP = true
  }

  /// The segment whose TCP header stands here.
  func segment(in bytes: RawSpan) throws(DecodeError) -> Segment {
    let header = try TCPHeader(bytes.extracting(start..<end), wireLength: wireEnd - start)
    let dataStart = start + header.length
    return Segment(
      source: Endpoint(address: source, port: header.sourcePort),
      destination: Endpoint(address: destination, port: header.destinationPort),
      sequence: header.sequence, acknowledgement: header.acknowledgement,
      flags: header.flags, window: header.window,
      payload: min(dataStart, end)..<end,
      payloadLength: wireEnd - dataStart,
      options: start + TCPHeader.minimumLength..<min(dataStart, end),
      identification: UInt32(header.checksum) << 16 | UInt32(identification),
      hopLimit: hopLimit)
  }
}
