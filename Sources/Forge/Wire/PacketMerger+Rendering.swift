import Packets

extension PacketMerger.Item {
  /// When it is captured, in nanoseconds after the capture's start.
  var time: Int64 {
    switch self {
    case .segment(let segment, _, _): segment.time
    case .stray(let packet): packet.time.nanoseconds
    }
  }
}

extension ForgedCapture {
  /// Appends the record of `item` to a capture file.
  func appendRecord(_ item: PacketMerger.Item, to bytes: inout [UInt8]) {
    let start = bytes.count
    for _ in 0..<16 { bytes.append(0) }
    let length = appendCut(item, to: &bytes)
    var header: [UInt8] = []
    format.appendRecord(
      time: moment(of: item), captured: bytes.count - start - 16, length: length, to: &header)
    for i in 0..<16 { bytes[start + i] = header[i] }
  }

  /// The packet of `item`.
  func packet(_ item: PacketMerger.Item) -> ForgedPacket {
    var bytes: [UInt8] = []
    let length = appendCut(item, to: &bytes)
    var packet = ForgedPacket(time: moment(of: item), bytes: bytes, length: length)
    if case .segment(let segment, let renderer, let connection) = item {
      packet.connection = connection
      packet.sender = segment.sender
      packet.segment = renderer.segment(segment, captured: bytes.count, length: length)
    }
    return packet
  }

  /// Appends what the capture keeps of `item` and returns how long it was.
  private func appendCut(_ item: PacketMerger.Item, to bytes: inout [UInt8]) -> Int {
    let start = bytes.count
    var kept = snaplen
    switch item {
    case .segment(let segment, let renderer, _):
      renderer.append(segment, to: &bytes)
      if let cut = segment.cut { kept = min(kept, cut) }
    case .stray(let packet):
      bytes.append(contentsOf: packet.bytes)
    }
    let length = bytes.count - start
    if length > kept { bytes.removeLast(length - kept) }
    return length
  }

  private func moment(of item: PacketMerger.Item) -> Timestamp {
    Timestamp(nanoseconds: start.nanoseconds + item.time)
  }
}
