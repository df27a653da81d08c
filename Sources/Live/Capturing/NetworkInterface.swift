internal import CPcap
internal import Capture
internal import Packets

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// An interface that can be captured from.
public struct NetworkInterface: Sendable, Equatable {
  /// Its name, as `-i` takes it.
  public var name: String
  /// What the system says it is; `nil` where it says nothing.
  public var description: String?
  /// Its addresses, as text.
  public var addresses: [String]
  /// Whether it is up; `nil` where that is not known.
  public var isUp: Bool?
  /// Whether it is a loopback interface.
  public var isLoopback: Bool
  /// The name of its link type, as `EN10MB`; `nil` where it cannot be told without the right to
  /// capture.
  public var linkType: String?

  /// All of them, in the order of libpcap: those that are up and running first.
  ///
  /// - Throws: `.cannotCapture` when they cannot be listed.
  public static func all() throws(LiveError) -> [NetworkInterface] {
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    var list: UnsafeMutablePointer<pcap_if_t>?
    guard pcap_findalldevs(&list, &text) == 0 else {
      let reason = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw .cannotCapture(name: "interfaces", reason: String(decoding: reason, as: UTF8.self))
    }
    defer { pcap_freealldevs(list) }
    var result: [NetworkInterface] = []
    var entry = list
    while let device = entry?.pointee {
      // Buses and logs are no networks.
      if let name = device.name.map({ String(cString: $0) }), isNetwork(name) {
        result.append(NetworkInterface(name, device))
      }
      entry = device.next
    }
    return result
  }

  /// What is known of one interface; `nil` where there is none of that name.
  ///
  /// - Returns: The number that the system gave it, and whether it is up.
  public static func state(of name: String) -> (index: UInt32, isUp: Bool)? {
    if name == "any" { return (0, true) }
    let index = if_nametoindex(name)
    guard index > 0 else { return nil }
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return (index, true) }
    defer { freeifaddrs(list) }
    var entry = list
    while let interface = entry?.pointee {
      if String(cString: interface.ifa_name) == name {
        return (index, interface.ifa_flags & UInt32(IFF_UP) != 0)
      }
      entry = interface.ifa_next
    }
    return (index, true)
  }

  private static func isNetwork(_ name: String) -> Bool {
    !["nflog", "nfqueue", "bluetooth", "usbmon", "dbus"].contains { name.hasPrefix($0) }
  }

  private init(_ name: String, _ device: pcap_if_t) {
    self.name = name
    description = device.description.map { String(cString: $0) }
    addresses = Self.addresses(device.addresses)
    isLoopback = device.flags & UInt32(PCAP_IF_LOOPBACK) != 0
    isUp = name == "any" ? nil : device.flags & UInt32(PCAP_IF_UP) != 0
    linkType = Self.linkType(of: name)
  }

  /// Opens it for as long as it takes to ask.
  private static func linkType(of name: String) -> String? {
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = pcap_create(name, &text) else { return nil }
    defer { pcap_close(handle) }
    _ = pcap_set_buffer_size(handle, 1 << 16)
    let status = pcap_activate(handle)
    guard status >= 0 || status == PCAP_ERROR_IFACE_NOT_UP else { return nil }
    if status < 0 { return nil }
    if pcap_datalink(handle) == DLT_LINUX_SLL { _ = pcap_set_datalink(handle, DLT_LINUX_SLL2) }
    return LinkType(fileNumber: UInt32(bitPattern: pcap_datalink(handle))).name
  }

  private static func addresses(_ first: UnsafeMutablePointer<pcap_addr>?) -> [String] {
    var result: [String] = []
    var entry = first
    while let address = entry?.pointee {
      if let socket = address.addr, let text = text(socket) { result.append(text) }
      entry = address.next
    }
    return result
  }

  private static func text(_ address: UnsafePointer<sockaddr>) -> String? {
    let length: Int
    switch Int32(address.pointee.sa_family) {
    case AF_INET: length = MemoryLayout<sockaddr_in>.size
    case AF_INET6: length = MemoryLayout<sockaddr_in6>.size
    default: return nil
    }
    var text = [CChar](repeating: 0, count: 128)
    guard
      getnameinfo(
        address, socklen_t(length), &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
