import Bytes
import Packets

/// What the packets show of why bytes of a direction did not come sooner after those before them.
public enum StreamPause: Hashable, Sendable {
  /// Nothing: they might have been sent.
  case unexplained
  /// The receiver had closed its window, for so many nanoseconds, with the packet of this number.
  ///
  /// Numbers of packets are 0 where the packet is of another input than the bytes.
  case window(closed: Int64, frame: Int)
  /// Bytes were sent again, by the packet of this number, so many nanoseconds before these came: 0
  /// where it is these that had been missing.
  case loss(before: Int64, frame: Int)
}

/// What happened since the last bytes of a direction were told.
struct PauseNotes {
  /// The position behind those bytes; -1 while nothing happened.
  private(set) var position = -1
  private var closed = PauseNotes.none
  /// When the window was opened again; valid when `isOpen`.
  private var opened = Timestamp(nanoseconds: 0)
  private var isOpen = false
  private var repeated = PauseNotes.none

  private static let none = Frame(input: 0, number: 0, time: Timestamp(nanoseconds: 0))

  private mutating func begin(at position: Int) {
    guard self.position != position else { return }
    self = PauseNotes()
    self.position = position
  }

  /// Bytes behind which `position` stands, or some before it, were sent again.
  mutating func noteRepeated(at position: Int, _ frame: Frame) {
    begin(at: position)
    repeated = frame
  }

  /// The receiver announced its window.
  mutating func noteWindow(isClosed: Bool, at position: Int, _ frame: Frame) {
    guard isClosed else {
      if self.position == position, closed.number > 0, !isOpen {
        isOpen = true
        opened = frame.time
      }
      return
    }
    begin(at: position)
    if closed.number == 0 { closed = frame }
    isOpen = false
  }

  /// What they say of bytes that come with `frame`.
  func cause(_ frame: Frame) -> StreamPause {
    func number(_ other: Frame) -> Int { other.input == frame.input ? other.number : 0 }
    let shut = closed.number > 0 ? (isOpen ? opened : frame.time).since(closed.time) : 0
    guard repeated.number > 0 else {
      return closed.number > 0 ? .window(closed: shut, frame: number(closed)) : .unexplained
    }
    // A probe of a closed window may look like bytes sent again.
    let wait = max(0, frame.time.since(repeated.time))
    return shut > wait && closed.number > 0
      ? .window(closed: shut, frame: number(closed)) : .loss(before: wait, frame: number(repeated))
  }
}

/// What an end's SYN says of the windows that it will announce.
struct WindowOffer {
  /// The largest segment that it takes; 0 where no SYN was seen.
  private var segmentSize = 0
  /// By how much its windows are to be shifted; `nil` where it offers no such thing.
  private var shift: UInt8?
  /// Its window then.
  private var window = 0

  init() {}

  /// Reads the options of a SYN.
  ///
  /// Source: RFC 9293 §3.2, RFC 7323 §2.
  init(_ segment: Segment, _ options: RawSpan) {
    segmentSize = 536
    window = Int(segment.window)
    var index = 0
    while index + 1 < options.byteCount {
      let kind = options.byte(at: index)
      if kind == 0 { break }
      if kind == 1 {
        index += 1
        continue
      }
      let length = Int(options.byte(at: index + 1))
      guard length >= 2, index + length <= options.byteCount else { break }
      if kind == 2, length == 4 {
        segmentSize = Int(options.byte(at: index + 2)) << 8 | Int(options.byte(at: index + 3))
      } else if kind == 3, length == 3 {
        shift = min(options.byte(at: index + 2), 14)
      }
      index += length
    }
  }

  /// The least window, as announced, that takes a segment, or half of all that it takes.
  ///
  /// 1, so that none but 0 is too small, where the SYN of either end was not seen.
  func leastWindow(beside other: WindowOffer) -> UInt16 {
    guard segmentSize > 0, other.segmentSize > 0 else { return 1 }
    let bytes = min(segmentSize, window / 2)
    let shift = other.shift == nil ? 0 : Int(self.shift ?? 0)
    return UInt16(clamping: max(1, (bytes + (1 << shift) - 1) >> shift))
  }
}

extension HalfStream {
  /// The other end announced its window, `isClosed` if it takes no segment.
  mutating func noteWindow(_ segment: Segment, least: UInt16, _ frame: Frame) {
    // The window of a reset means nothing, and that of a SYN is not scaled.
    guard segment.flags.contains(.ack), segment.flags.isDisjoint(with: [.rst, .syn]) else { return }
    pause.noteWindow(isClosed: segment.window < least, at: next, frame)
  }

  /// Data at `range` came that are not simply the next.
  mutating func noteLate(_ range: Range<Int>, _ frame: Frame) {
    // A keep-alive probe may carry a byte that was sent before. Source: RFC 9293 §3.8.4.
    let isRepeated = range.lowerBound < next && range != (next - 1)..<next
    let fillsHole = range.contains(next) && held.first.map { $0.range.lowerBound > next } ?? false
    if isRepeated || fillsHole { pause.noteRepeated(at: next, frame) }
  }

  /// Why bytes at `position` did not come before `frame`.
  @inline(__always)
  func cause(at position: Int, _ frame: Frame) -> StreamPause {
    pause.position == position ? pause.cause(frame) : .unexplained
  }
}
