internal import Packets

/// Packets of any bytes: what is found of each lies in it, each is accounted for once, and the short
/// way for plain Ethernet finds what the loop over the layers finds.
///
/// The first byte chooses the link type. Each packet is two bytes, of which the low eleven bits are
/// its length and the others how much of it was cut off, and its bytes.
enum DecoderBody {
  static let linkTypes: [UInt32] = [
    1, 0, 108, 9, 50, 166, 204, 51, 104, 107, 105, 119, 163, 127, 192, 113, 276, 239, 12, 14, 101,
    228, 229, 999,
  ]

  static func run(_ input: inout FuzzInput) -> String? {
    let linkType = LinkType(rawValue: linkTypes[Int(input.byte()) % linkTypes.count])
    var decoder = PacketDecoder()
    var packets = 0
    var found = 0
    while !input.isEmpty {
      let header = input.half()
      let bytes = input.take(header & 0x7FF)
      let wireLength = bytes.count + (header >> 11) * 100
      packets += 1
      let segment = decoder.decode(
        bytes.span.bytes, linkType: linkType, wireLength: wireLength,
        time: Timestamp(nanoseconds: Int64(packets) * 1_000_000_000))
      if let segment, let wrong = check(segment, in: bytes) { return wrong }
      for extracted in decoder.extracted {
        if let wrong = check(extracted.segment, in: extracted.bytes) { return wrong }
      }
      if segment != nil, !decoder.extracted.isEmpty { return "found in two places" }
      if segment != nil || !decoder.extracted.isEmpty { found += 1 }
      if linkType == .ethernet, let segment,
        let wrong = compare(segment, bytes, wireLength: wireLength)
      {
        return wrong
      }
    }
    let skipped = decoder.skipped.values.reduce(0, +)
    guard found + skipped == packets else {
      return "\(packets) packets: \(found) found, \(decoder.skipped) skipped"
    }
    return nil
  }

  private static func check(_ segment: Segment, in bytes: [UInt8]) -> String? {
    let all = 0..<bytes.count + 1
    guard segment.payload.lowerBound >= 0, all.contains(segment.payload.upperBound),
      segment.options.lowerBound >= 0, all.contains(segment.options.upperBound),
      segment.payloadLength >= segment.payload.count
    else { return "\(segment) in \(bytes.count) bytes" }
    return nil
  }

  /// A frame inside GRE is read by the loop.
  private static func compare(_ segment: Segment, _ bytes: [UInt8], wireLength: Int) -> String? {
    // It states no length, so that the header inside it is believed as if it were the outermost.
    let outside: [UInt8] = [
      0x45, 0, 0, 0, 0, 1, 0, 0, 64, 47, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2, 0, 0, 0x65, 0x58,
    ]
    var decoder = PacketDecoder()
    let inside = decoder.decode(
      (outside + bytes).span.bytes, linkType: .ipv4, wireLength: outside.count + wireLength,
      time: Timestamp(nanoseconds: 0))
    // Two headers more may be too many.
    if decoder.skipped[.tooManyHeaders] != nil { return nil }
    guard var inside else { return "\(segment) not found inside GRE: \(decoder.skipped)" }
    inside.payload = inside.payload.lowerBound - 24..<inside.payload.upperBound - 24
    inside.options = inside.options.lowerBound - 24..<inside.options.upperBound - 24
    return inside == segment ? nil : "\(segment) is inside GRE \(inside)"
  }
}
