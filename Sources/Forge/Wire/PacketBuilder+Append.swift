import Packets

extension PacketBuilder {
  /// Appends the packet to `bytes`, its data by `fill`, which must append `payloadCount` bytes.
  ///
  /// Source: RFC 791 §3.1, RFC 8200 §3 and §8.1, RFC 9293 §3.1.
  func append(
    to bytes: inout [UInt8], payloadCount: Int, fill: (_ bytes: inout [UInt8]) -> Void
  ) {
    let start = bytes.count
    let tcpLength = 20 + Self.padded(options.count, to: 4) + payloadCount
    appendHeaders(to: &bytes, contentLength: tcpLength)
    appendTCP(to: &bytes, length: tcpLength, fill: fill)
    pad(&bytes, from: start)
  }

  /// The packet with `content` in the place of its TCP segment.
  func bytes(carrying content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    appendHeaders(to: &bytes, contentLength: content.count)
    bytes.append(contentsOf: content)
    pad(&bytes, from: 0)
    return bytes
  }

  private func appendHeaders(to bytes: inout [UInt8], contentLength: Int) {
    let isIPv4 = source.address.isIPv4
    link.append(from: sender, isIPv4: isIPv4, to: &bytes)
    if isIPv4 {
      appendIPv4(to: &bytes, contentLength: contentLength)
    } else {
      appendIPv6(to: &bytes, contentLength: contentLength)
    }
  }

  private func pad(_ bytes: inout [UInt8], from start: Int) {
    if case .ethernet(_, padded: true) = link, bytes.count - start < 60 {
      bytes.append(contentsOf: repeatElement(0, count: 60 - (bytes.count - start)))
    }
  }

  private static func padded(_ count: Int, to unit: Int) -> Int {
    (count + unit - 1) / unit * unit
  }

  private static func append(_ options: [UInt8], paddedTo unit: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: options)
    let padding = padded(options.count, to: unit) - options.count
    for _ in 0..<padding { bytes.append(0) }
  }

  private func appendIPv4(to bytes: inout [UInt8], contentLength: Int) {
    let start = bytes.count
    let headerLength = 20 + Self.padded(ipOptions.count, to: 4)
    bytes.append(0x40 | UInt8(headerLength / 4))
    bytes.append(0)
    // A segment too large for the field was never sent as one packet: offload writes 0.
    bytes.append(big: statedLength ?? UInt16(exactly: headerLength + contentLength) ?? 0)
    bytes.append(big: identification)
    bytes.append(big: fragment)
    bytes.append(hopLimit)
    bytes.append(transport)
    bytes.append(big: 0 as UInt16)
    bytes.append(big: UInt32(truncatingIfNeeded: source.address.low))
    bytes.append(big: UInt32(truncatingIfNeeded: destination.address.low))
    Self.append(ipOptions, paddedTo: 4, to: &bytes)
    var sum = Checksum()
    sum.add(bytes, start..<bytes.count)
    bytes.put(hasWrongIPChecksum ? ~sum.value : sum.value, at: start + 10)
  }

  private func appendIPv6(to bytes: inout [UInt8], contentLength: Int) {
    let extensionsLength = extensions.reduce(0) { $0 + Self.padded(2 + $1.body.count, to: 8) }
    bytes.append(big: 0x6000_0000 as UInt32)
    bytes.append(big: statedLength ?? UInt16(exactly: extensionsLength + contentLength) ?? 0)
    bytes.append(extensions.first?.number ?? transport)
    bytes.append(hopLimit)
    for address in [source.address, destination.address] {
      bytes.append(big: address.high)
      bytes.append(big: address.low)
    }
    for (index, header) in extensions.enumerated() {
      let length = Self.padded(2 + header.body.count, to: 8)
      bytes.append(index + 1 < extensions.count ? extensions[index + 1].number : transport)
      // The fragment header (44) has a reserved byte where the others have their length.
      bytes.append(header.number == 44 ? 0 : UInt8(length / 8 - 1))
      bytes.append(contentsOf: header.body)
      for _ in 0..<length - 2 - header.body.count { bytes.append(0) }
    }
  }

  private func appendTCP(to bytes: inout [UInt8], length: Int, fill: (inout [UInt8]) -> Void) {
    let start = bytes.count
    bytes.append(big: source.port)
    bytes.append(big: destination.port)
    bytes.append(big: sequence)
    bytes.append(big: acknowledgement)
    bytes.append((dataOffset ?? UInt8(5 + Self.padded(options.count, to: 4) / 4)) << 4)
    bytes.append(flags.rawValue)
    bytes.append(big: window)
    bytes.append(big: 0 as UInt16)
    bytes.append(big: urgent)
    Self.append(options, paddedTo: 4, to: &bytes)
    fill(&bytes)
    precondition(bytes.count - start == length, "the data are not as long as announced")
    var sum = pseudoHeader(length)
    if checksum == .offloaded {
      bytes.put(sum.folded, at: start + 16)
    } else {
      sum.add(bytes, start..<bytes.count)
      bytes.put(checksum == .wrong ? ~sum.value : sum.value, at: start + 16)
    }
  }

  private func pseudoHeader(_ length: Int) -> Checksum {
    var sum = Checksum()
    for address in [source.address, destination.address] {
      let words = address.isIPv4 ? [address.low & 0xFFFF_FFFF] : [address.high, address.low]
      for word in words {
        for shift in stride(from: 0 as UInt64, to: 64, by: 16) {
          sum.add(UInt16(truncatingIfNeeded: word >> shift))
        }
      }
    }
    sum.add(UInt16(transport))
    sum.add(UInt16(length >> 16))
    sum.add(UInt16(truncatingIfNeeded: length))
    return sum
  }
}
