internal import CPcap
internal import Capture
public import Packets

/// An open interface, by the programming interface of libpcap.
///
/// It never blocks: `descriptor` says when there is something to read.
public final class LiveCapture {
  /// What came of looking for packets.
  public enum Reading: Equatable, Sendable {
    /// So many packets were handed on; 0 where none waited.
    case packets(Int)
    /// The interface cannot be read: it is down, or gone.
    case failed(String)
  }

  /// How it was opened.
  public let settings: CaptureSettings
  /// What its packets begin with.
  public let linkType: LinkType
  /// The name of the link type, as `EN10MB`.
  public var linkTypeName: String { linkType.name }
  /// Readable when packets wait; to be given to `poll`.
  public let descriptor: Int32
  /// What libpcap warned of when it was opened; `nil`: nothing.
  public let warning: String?
  private let handle: OpaquePointer
  private var counts = CaptureCounts()
  private var lastCounts = pcap_stat()

  /// Opens an interface.
  ///
  /// - Throws: What is wrong, in words of libpcap.
  public init(_ settings: CaptureSettings) throws(LiveError) {
    self.settings = settings
    var text = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = unsafe pcap_create(settings.interface, &text) else {
      throw .cannotCapture(name: settings.interface, reason: Self.string(text))
    }
    do throws(LiveError) {
      warning = try Self.activate(handle, settings)
      linkType = LinkType(fileNumber: UInt32(bitPattern: pcap_datalink(handle)))
      if let filter = settings.filter { try Self.set(filter, handle) }
      guard pcap_setnonblock(handle, 1, &text) == 0 else {
        throw .cannotCapture(name: settings.interface, reason: Self.string(text))
      }
      descriptor = pcap_get_selectable_fd(handle)
    } catch {
      pcap_close(handle)
      throw error
    }
    self.handle = handle
  }

  deinit { pcap_close(handle) }

  private static func activate(
    _ handle: OpaquePointer, _ settings: CaptureSettings
  ) throws(LiveError) -> String? {
    _ = pcap_set_snaplen(handle, Int32(clamping: settings.snaplen))
    _ = pcap_set_promisc(handle, settings.isPromiscuous ? 1 : 0)
    _ = pcap_set_timeout(handle, Int32(clamping: settings.pollMilliseconds))
    _ = pcap_set_buffer_size(handle, Int32(clamping: settings.bufferSize))
    _ = pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
    let status = pcap_activate(handle)
    let detail = unsafe pcap_geterr(handle).map { unsafe String(cString: $0) } ?? ""
    let meaning = unsafe pcap_statustostr(status).map { unsafe String(cString: $0) } ?? ""
    let reason = detail.isEmpty ? meaning : detail
    switch status {
    case 0:
      // The better form of what the interface `any` gives, where it can be had.
      if pcap_datalink(handle) == DLT_LINUX_SLL { _ = pcap_set_datalink(handle, DLT_LINUX_SLL2) }
      return nil
    case 1...: return reason
    case PCAP_ERROR_NO_SUCH_DEVICE:
      throw .noInterface(name: settings.interface, reason: reason)
    case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED:
      throw .noPermission(name: settings.interface, reason: meaning)
    default:
      throw .cannotCapture(name: settings.interface, reason: reason)
    }
  }

  private static func set(_ filter: String, _ handle: OpaquePointer) throws(LiveError) {
    var program = bpf_program()
    guard pcap_compile(handle, &program, filter, 1, PCAP_NETMASK_UNKNOWN) == 0 else {
      throw .badFilter(expression: filter, reason: unsafe String(cString: pcap_geterr(handle)))
    }
    defer { pcap_freecode(&program) }
    guard pcap_setfilter(handle, &program) == 0 else {
      throw .badFilter(expression: filter, reason: unsafe String(cString: pcap_geterr(handle)))
    }
  }

  private static func string(_ text: [CChar]) -> String {
    String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // MARK: Packets

  /// What a call of libpcap needs to get at the closure.
  private struct Visit {
    let linkType: LinkType
    let body: (PacketRecord, RawSpan) -> Void
  }

  /// Hands on the packets that wait, at most so many.
  ///
  /// - Parameters:
  ///   - limit: The most packets of one call.
  ///   - body: Takes a packet, whose number is 0, and its bytes, which are lent for the call.
  /// - Returns: How many there were, or why none can be had.
  public func read(
    upTo limit: Int, _ body: (PacketRecord, RawSpan) -> Void
  ) -> Reading {
    let count = withoutActuallyEscaping(body) { body in
      var visit = Visit(linkType: linkType, body: body)
      return withUnsafeMutablePointer(to: &visit) { visit in
        pcap_dispatch(
          handle, Int32(clamping: limit),
          { user, header, bytes in
            guard let user, let header, let bytes else { return }
            let visit = UnsafeRawPointer(user).assumingMemoryBound(to: Visit.self)
            let record = PacketRecord(
              number: 0,
              time: Timestamp(
                seconds: Int64(header.pointee.ts.tv_sec),
                nanoseconds: Int64(header.pointee.ts.tv_usec)),
              linkType: visit.pointee.linkType, capturedLength: Int(header.pointee.caplen),
              wireLength: Int(header.pointee.len))
            let data = UnsafeRawBufferPointer(start: bytes, count: record.capturedLength)
            visit.pointee.body(record, data.bytes)
          }, UnsafeMutableRawPointer(visit).assumingMemoryBound(to: UInt8.self))
      }
    }
    if count >= 0 { return .packets(Int(count)) }
    return .failed(unsafe String(cString: pcap_geterr(handle)))
  }

  // MARK: Counts

  /// What the kernel counted since it was opened; its counters wrap at 2³², these do not.
  public func statistics() -> CaptureCounts {
    var now = pcap_stat()
    guard pcap_stats(handle, &now) == 0 else { return counts }
    counts.received += Int(now.ps_recv &- lastCounts.ps_recv)
    counts.dropped += Int(now.ps_drop &- lastCounts.ps_drop)
    counts.droppedByInterface += Int(now.ps_ifdrop &- lastCounts.ps_ifdrop)
    lastCounts = now
    return counts
  }
}
