public import Packets

/// The interface through all that becomes of it: it goes down, disappears, comes back.
///
/// Packets are numbered and counted through, however often it was opened anew.
public struct LiveLink {
  /// How it is opened.
  public let settings: CaptureSettings
  /// What was read so far.
  public private(set) var input: InputInfo
  /// What the kernel counted so far.
  public private(set) var counts = CaptureCounts()
  /// What is the matter with the interface; `nil`: nothing.
  public private(set) var trouble: String?
  private var capture: LiveCapture?
  /// What earlier openings counted.
  private var before = CaptureCounts()
  /// The number that the system gave the interface when it was opened.
  private var index: UInt32?
  private let linkType: LinkType
  /// What was lost, as far as a packet has told it.
  private var toldLost = 0

  /// An interface that was just opened.
  public init(_ capture: LiveCapture) {
    self.capture = capture
    settings = capture.settings
    linkType = capture.linkType
    input = InputInfo(path: settings.interface, isLive: true, format: .pcapng)
    input.fractionDigits = 9
    input.interfaces = [
      InterfaceInfo(
        name: settings.interface, linkType: capture.linkTypeName, snaplen: settings.snaplen)
    ]
    index = NetworkInterface.state(of: settings.interface)?.index
  }

  /// How it is with the interface.
  public var status: LinkStatus { LinkStatus(input: input, counts: counts, trouble: trouble) }

  /// What to wait for; `nil` while the interface is gone.
  public var descriptor: Int32? { capture?.descriptor }

  /// Hands on the packets that wait.
  ///
  /// - Parameters:
  ///   - limit: The most packets.
  ///   - body: Takes a packet, its bytes, which are lent for the call, and what was counted.
  public mutating func read(
    upTo limit: Int, _ body: (PacketRecord, RawSpan, CaptureCounts) -> Void
  ) {
    guard limit > 0, let capture else { return }
    var input = input
    var lost = counts.lost - toldLost
    toldLost = counts.lost
    let counts = counts
    let reading = capture.read(upTo: limit) { record, bytes in
      var record = record
      record.number = input.packets + 1
      record.droppedBefore = lost
      lost = 0
      input.count(record)
      body(record, bytes, counts)
    }
    self.input = input
    toldLost -= lost
    switch reading {
    case .packets(let count): if count > 0 { updateCounts() }
    case .failed(let reason):
      updateCounts()
      before = self.counts
      self.capture = nil
      trouble = "the interface cannot be read: \(reason)"
    }
  }

  /// Looks whether the interface is there and up, and opens it when it is back.
  ///
  /// - Returns: What changed, to be said; `nil`: nothing.
  public mutating func check() -> String? {
    updateCounts()
    let wasTroubled = trouble
    let state = NetworkInterface.state(of: settings.interface)
    if state == nil || (capture != nil && index != nil && state?.index != index) {
      // A new interface of the old name is another one to the kernel.
      if capture != nil {
        before = counts
        capture = nil
      }
      trouble = "the interface is gone"
    }
    if let state {
      if capture == nil { reopen(state.index) }
      if capture != nil { trouble = state.isUp ? nil : "the interface is down" }
    }
    guard trouble != wasTroubled else { return nil }
    return trouble ?? "the interface is back"
  }

  /// Counts for the last time.
  public mutating func finish() -> CaptureCounts {
    updateCounts()
    return counts
  }

  private mutating func reopen(_ index: UInt32) {
    do throws(LiveError) {
      let capture = try LiveCapture(settings)
      guard capture.linkType == linkType else {
        trouble = "the interface is back with another link type"
        return
      }
      self.capture = capture
      self.index = index
    } catch {
      switch error {
      case .noInterface: trouble = "the interface is gone"
      case .noPermission(_, let reason), .badFilter(_, let reason), .cannotCapture(_, let reason):
        trouble = "the interface cannot be opened again: \(reason)"
      }
    }
  }

  private mutating func updateCounts() {
    guard let now = capture?.statistics() else { return }
    counts.received = before.received + now.received
    counts.dropped = before.dropped + now.dropped
    counts.droppedByInterface = before.droppedByInterface + now.droppedByInterface
    input.interfaces[0].received = counts.received
    input.interfaces[0].dropped = counts.lost
  }
}

/// How it is with an interface that is captured from.
public struct LinkStatus: Sendable {
  /// What was read so far.
  public var input: InputInfo
  /// What the kernel counted so far.
  public var counts: CaptureCounts
  /// What is the matter with the interface; `nil`: nothing.
  public var trouble: String?
}
