internal import Bytes

/// The pseudo header of a packet captured on any interface of Linux, version 1.
///
/// Source: the tcpdump group's registry, LINKTYPE_LINUX_SLL.
struct LinuxCooked: CarrierHeader {
  let next: Next
  var length: Int { 16 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(16, for: .linuxCooked)
    next = Next(hardware: bytes.uint16(at: 2), protocolType: bytes.uint16(at: 14))
  }
}

/// The pseudo header of a packet captured on any interface of Linux, version 2.
///
/// Source: the tcpdump group's registry, LINKTYPE_LINUX_SLL2.
struct LinuxCooked2: CarrierHeader {
  let next: Next
  var length: Int { 20 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(20, for: .linuxCooked2)
    next = Next(hardware: bytes.uint16(at: 8), protocolType: bytes.uint16(at: 0))
  }
}

extension Next {
  /// What follows on an interface of that ARPHRD_ type.
  fileprivate init(hardware: UInt16, protocolType: UInt16) {
    switch (hardware, protocolType) {
    case (770, _): self = .layer(.frameRelay)
    case (803, _): self = .layer(.radiotap)
    // Netlink counts its own families here.
    case (824, _): self = .skip(.notIP)
    case (_, 0x0004): self = .layer(.llc)
    case (_, ..<1536): self = .skip(.notIP)
    default: self.init(etherType: protocolType)
    }
  }
}
