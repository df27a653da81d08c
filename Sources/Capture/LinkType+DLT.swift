internal import CPcap
internal import Packets

extension LinkType {
  /// The link type of that number in a file.
  ///
  /// Files of old systems have the system's number for raw IP and for ATM.
  package init(fileNumber: UInt32) {
    let number: UInt32 =
      switch fileNumber {
      case 11: 100
      case 12, 14: 101
      default: fileNumber
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
  package var name: String {
    guard let name = unsafe pcap_datalink_val_to_name(dlt) else { return "\(rawValue)" }
    return unsafe String(cString: name)
  }
}
