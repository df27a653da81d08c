internal import CPcap
internal import Packets

extension LinkType {
  /// The link type of what libpcap calls `dlt` on this system.
  ///
  /// libpcap translates the numbers of files to those of the system; most are the same.
  init(dlt: Int32) {
    let number: UInt32 =
      switch dlt {
      case DLT_RAW, 12, 14: 101
      case DLT_ATM_RFC1483: 100
      case DLT_SLIP_BSDOS: 102
      case DLT_PPP_BSDOS: 103
      case DLT_ATM_CLIP: 106
      default: UInt32(bitPattern: dlt)
      }
    self.init(rawValue: number)
  }

  /// What libpcap calls this link type on this system.
  var dlt: Int32 {
    switch rawValue {
    case 101: DLT_RAW
    case 100: DLT_ATM_RFC1483
    case 102: DLT_SLIP_BSDOS
    case 103: DLT_PPP_BSDOS
    case 106: DLT_ATM_CLIP
    default: Int32(truncatingIfNeeded: rawValue)
    }
  }

  /// The name that the tcpdump group gives it, as `EN10MB`, or its number.
  var name: String {
    guard let name = unsafe pcap_datalink_val_to_name(dlt) else { return "\(rawValue)" }
    return unsafe String(cString: name)
  }
}
