import CPcap

/// What libpcap gives of a file.
struct PcapOracle {
  struct Packet {
    /// `nil` when it has no time, or a fraction of a second that is none.
    var nanoseconds: Int64?
    var wireLength: Int
    var bytes: [UInt8]
  }

  var packets: [Packet] = []
  var dlt: Int32
  var snaplen: Int
  /// Whether it came to the end.
  var isWhole: Bool

  /// Reads a file; `nil` when libpcap cannot open it.
  init?(path: String) {
    var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard
      let handle = pcap_open_offline_with_tstamp_precision(
        path, UInt32(PCAP_TSTAMP_PRECISION_NANO), &message)
    else { return nil }
    defer { pcap_close(handle) }
    dlt = pcap_datalink(handle)
    snaplen = Int(pcap_snapshot(handle))
    while true {
      var header: UnsafeMutablePointer<pcap_pkthdr>?
      var data: UnsafePointer<UInt8>?
      let status = pcap_next_ex(handle, &header, &data)
      isWhole = status == PCAP_ERROR_BREAK
      guard status == 1, let header, let data else { return }
      let time = header.pointee.ts
      let seconds = Int64(UInt32(truncatingIfNeeded: time.tv_sec))
      let fraction = Int64(time.tv_usec)
      let hasTime = (seconds != 0 || fraction != 0) && 0..<1_000_000_000 ~= fraction
      packets.append(
        Packet(
          nanoseconds: hasTime ? seconds * 1_000_000_000 + fraction : nil,
          wireLength: Int(header.pointee.len),
          bytes: Array(UnsafeBufferPointer(start: data, count: Int(header.pointee.caplen)))))
    }
  }
}
