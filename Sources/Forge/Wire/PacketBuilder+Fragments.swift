import Packets

extension PacketBuilder {
  /// The packet as IPv4 fragments, each with at most `size` bytes after its IP header.
  ///
  /// `size` must be a multiple of 8. The options stand in the first fragment only.
  /// Source: RFC 791 §3.2.
  public func fragments(size: Int) -> [[UInt8]] {
    precondition(source.address.isIPv4 && size > 0 && size % 8 == 0, "no fragments of that size")
    var bare = self
    bare.link = .raw
    let headerLength = 20 + (ipOptions.count + 3) / 4 * 4
    let content = Array(bare.bytes().dropFirst(headerLength))
    return stride(from: 0, to: content.count, by: size).map { start in
      let end = min(start + size, content.count)
      var packet = self
      packet.ipOptions = start == 0 ? ipOptions : []
      packet.fragment = UInt16(start / 8) | (end < content.count ? 0x2000 : 0)
      return packet.bytes(carrying: Array(content[start..<end]))
    }
  }
}
