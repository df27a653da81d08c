internal import CPcap
public import Packets

/// The packets of one capture file, read through libpcap.
public final class FileSource: PacketSource {
  private let path: String
  private let file: CaptureFile
  private let filter: CaptureFilter?
  private let linkType: LinkType
  private let snaplen: Int
  private var packet: UnsafeRawBufferPointer = unsafe .init(start: nil, count: 0)
  private var isAtEnd = false
  // What `info` tells, kept apart because it grows with each packet.
  private var packets = 0
  private var bytes = 0
  private var first = Timestamp(nanoseconds: .max)
  private var last = Timestamp(nanoseconds: .min)
  private var hasNanoseconds = false
  private var damage: [Damage] = []
  /// Where the record that is read next begins, in bytes; `nil` where that cannot be told.
  private var offset: Int?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file; `-` is standard input.
  ///   - filter: A filter expression of libpcap: packets that it does not let through are counted
  ///     and numbered, but not given.
  /// - Throws: `.cannotOpen` when there is no such file or it may not be read, `.notACapture` when it
  ///   is something else, `.badFilter` when the expression is wrong.
  public init(path: String, filter: String? = nil) throws(CaptureError) {
    self.path = path
    file = try CaptureFile(path: path)
    linkType = LinkType(dlt: unsafe pcap_datalink(file.handle))
    snaplen = Int(unsafe pcap_snapshot(file.handle))
    if let filter {
      self.filter = try CaptureFilter(filter, linkType: linkType)
    } else {
      self.filter = nil
    }
    offset = file.offset ?? (file.format == .pcap ? 24 : nil)
  }

  /// What is known of the file so far.
  public var info: InputInfo {
    var info = InputInfo(path: path, format: file.format)
    info.packets = packets
    info.bytes = bytes
    info.firstTime = packets > 0 ? first : nil
    info.lastTime = packets > 0 ? last : nil
    info.fractionDigits = file.fractionDigits ?? (hasNanoseconds ? 9 : 6)
    info.interfaces = [InterfaceInfo(linkType: linkType.name, snaplen: snaplen)]
    info.damage = damage
    return info
  }

  /// Reads the next packet that the filter lets through.
  ///
  /// - Returns: Its record, or `nil` at the end of the file, and where it is damaged.
  public func next() throws(CaptureError) -> PacketRecord? {
    while !isAtEnd {
      var header: UnsafeMutablePointer<pcap_pkthdr>?
      var data: UnsafePointer<UInt8>?
      let status = unsafe pcap_next_ex(file.handle, &header, &data)
      guard status == 1, let header = unsafe header, let data = unsafe data else {
        finish(status)
        return nil
      }
      let length = Int(unsafe header.pointee.caplen)
      unsafe packet = UnsafeRawBufferPointer(start: data, count: length)
      packets += 1
      let record = PacketRecord(
        number: packets, time: time(unsafe header.pointee.ts), linkType: linkType,
        capturedLength: length, wireLength: Int(unsafe header.pointee.len))
      count(record)
      guard let filter else { return record }
      if unsafe filter.matches(packet.bytes, wireLength: record.wireLength) { return record }
    }
    return nil
  }

  /// Calls `body` with the captured bytes of the packet that `next` gave last.
  public func withBytes<R>(_ body: (RawSpan) throws -> R) rethrows -> R {
    // A copy, so that the property is not held while `body` runs.
    let packet = unsafe packet
    return try unsafe body(packet.bytes)
  }

  private func count(_ record: PacketRecord) {
    bytes += record.capturedLength
    if record.time < first { first = record.time }
    if last < record.time { last = record.time }
    if file.fractionDigits == nil, record.time.nanoseconds % 1000 != 0 { hasNanoseconds = true }
    // Asking the stream costs more than reading the packet. It is needed where libpcap may have left
    // out bytes beyond the snaplen, and where we do not know how long a block is.
    if file.format == .pcapng || record.capturedLength >= snaplen, let exact = file.offset {
      offset = exact
    } else if let start = offset {
      offset = start + file.recordHeaderLength + record.capturedLength
    }
  }

  private func time(_ time: timeval) -> Timestamp {
    // In pcap seconds are unsigned, but libpcap hands them on as signed.
    let seconds =
      file.format == .pcap ? Int64(UInt32(truncatingIfNeeded: time.tv_sec)) : Int64(time.tv_sec)
    return Timestamp(seconds: seconds, nanoseconds: Int64(time.tv_usec))
  }

  private func finish(_ status: Int32) {
    isAtEnd = true
    unsafe packet = UnsafeRawBufferPointer(start: nil, count: 0)
    guard status != PCAP_ERROR_BREAK else { return }  // That is the end of the file.
    var lost: Int?
    if let size = file.size, let offset { lost = size - offset }
    let reason = unsafe String(cString: pcap_geterr(file.handle))
    damage.append(Damage(offset: offset, reason: reason, lost: lost))
  }
}
