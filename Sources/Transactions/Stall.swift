public import Packets
import Streams

/// Who held a content up.
public enum StallCause: String, Sendable, CaseIterable {
  /// The client took no more: it had closed its receive window.
  case receiverWindow = "receiver-window"
  /// Bytes were lost on the way and sent again.
  case loss
  /// The server sent nothing, though the client took more.
  case senderIdle = "sender-idle"
  /// The capture does not show it.
  case unknown
}

/// The packets around a time in which nothing came, by their numbers in the input of the last.
public struct StallPackets: Hashable, Sendable {
  /// The input.
  public var input: Int
  /// When the last byte before was captured.
  public var start: Timestamp
  /// The last packet before; 0 where that is of another input.
  public var before: Int
  /// The packet that shows who held it up: that which closed the window, or brought bytes again; 0
  /// where there is none.
  public var evidence: Int
  /// The packet that ended it.
  public var after: Int

  /// Packets by their numbers.
  public init(input: Int = 0, start: Timestamp, before: Int, evidence: Int = 0, after: Int) {
    self.input = input
    self.start = start
    self.before = before
    self.evidence = evidence
    self.after = after
  }
}

/// The longest time between two packets of a response.
struct Stall {
  private(set) var duration: Int64 = 0
  private(set) var cause = StallCause.unknown
  private(set) var packets = StallPackets(start: Timestamp(nanoseconds: 0), before: 0, after: 0)

  init() {}

  /// A time that began with the last packet of `frames`; `pause` says what held up the bytes that
  /// ended it, `nil` where that is not known.
  init(
    duration: Int64, start: Timestamp, after frames: FrameSpans, until frame: Frame,
    pause: StreamPause?
  ) {
    self.duration = duration
    packets = StallPackets(
      input: frame.input, start: start,
      before: frames.all.first { $0.input == frame.input }?.last ?? 0, after: frame.number)
    // Who held it up for the greater part of it.
    switch pause {
    case nil: cause = .unknown
    case .window(let closed, let number)? where closed >= duration / 2:
      cause = .receiverWindow
      packets.evidence = number
    case .loss(let before, let number)? where before <= duration / 2:
      cause = .loss
      packets.evidence = number
    default: cause = .senderIdle
    }
  }
}
