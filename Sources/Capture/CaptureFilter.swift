internal import CPcap
public import Packets

/// A filter expression of libpcap, compiled for one link type.
///
/// Source: pcap-filter(7).
public final class CaptureFilter {
  private var program = unsafe bpf_program()

  /// Compiles `expression` for packets of `linkType`.
  ///
  /// - Throws: `.badFilter` when it is not a filter expression, or asks for what packets of this link
  ///   type do not have.
  public init(_ expression: String, linkType: LinkType) throws(CaptureError) {
    let handle = unsafe pcap_open_dead(linkType.dlt, 262_144)
    defer { if let handle = unsafe handle { unsafe pcap_close(handle) } }
    guard unsafe pcap_compile(handle, &program, expression, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
      let reason = unsafe String(cString: pcap_geterr(handle))
      throw .badFilter(expression: expression, reason: reason)
    }
  }

  deinit { unsafe pcap_freecode(&program) }

  /// Whether the filter lets a packet through.
  public func matches(_ bytes: RawSpan, wireLength: Int) -> Bool {
    var header = pcap_pkthdr()
    header.caplen = UInt32(clamping: bytes.byteCount)
    header.len = UInt32(clamping: wireLength)
    // An empty packet may have no address, but libpcap wants one.
    guard !bytes.isEmpty else { return unsafe pcap_offline_filter(&program, &header, [0]) != 0 }
    return unsafe bytes.withUnsafeBytes { buffer in
      unsafe pcap_offline_filter(
        &program, &header, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)) != 0
    }
  }
}
