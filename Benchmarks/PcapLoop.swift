import CPcap

/// Reads a capture with libpcap, each packet handed to a callback that counts; returns exit status.
func readWithPcap(_ path: String) -> CInt {
  var message = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
  guard let handle = pcap_open_offline(path, &message) else { return 66 }
  defer { pcap_close(handle) }
  let count: pcap_handler = { counter, _, _ in
    counter?.withMemoryRebound(to: Int.self, capacity: 1) { $0.pointee += 1 }
  }
  var packets = 0
  let status = withUnsafeMutablePointer(to: &packets) { pointer in
    pointer.withMemoryRebound(to: UInt8.self, capacity: MemoryLayout<Int>.size) {
      pcap_loop(handle, -1, count, $0)
    }
  }
  print(packets)
  return status == 0 ? 0 : 65
}
