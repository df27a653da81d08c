internal import Bytes

/// The header of a BSD loopback packet: the address family.
///
/// It is in the byte order of the capturing machine, or of the network; a family is a small number,
/// which tells them apart. Source: the tcpdump group's registry, LINKTYPE_NULL and LINKTYPE_LOOP.
struct Loopback: CarrierHeader {
  /// The address family, as the capturing system numbers it.
  let family: UInt32

  var length: Int { 4 }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(4, for: .loopback)
    let value = bytes.uint32(at: 0)
    family = value <= 0xFFFF ? value : value.byteSwapped
  }

  var next: Next {
    switch family {
    case 2: .layer(.ipv4)
    // AF_INET6 of Linux; of NetBSD and OpenBSD; of FreeBSD; of macOS.
    case 10, 24, 28, 30: .layer(.ipv6)
    default: .skip(.notIP)
    }
  }
}
