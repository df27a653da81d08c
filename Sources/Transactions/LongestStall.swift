/// The longest time between two packets of a response, held apart from it and never changed.
@usableFromInline
final class LongestStall: Sendable {
  @usableFromInline let duration: Int64
  @usableFromInline let cause: StallCause?
  @usableFromInline let packets: StallPackets?

  @usableFromInline
  init(duration: Int64, cause: StallCause?, packets: StallPackets?) {
    self.duration = duration
    self.cause = cause
    self.packets = packets
  }
}

extension Response {
  /// The longest time, in nanoseconds, between two packets that carried its bytes.
  @inlinable public var longestStall: Int64 {
    get { stall?.duration ?? 0 }
    set {
      stall = LongestStall(
        duration: newValue, cause: longestStallCause, packets: longestStallPackets)
    }
  }

  /// Who held it up then; `nil` where no time passed.
  @inlinable public var longestStallCause: StallCause? {
    get { stall?.cause }
    set {
      stall = LongestStall(duration: longestStall, cause: newValue, packets: longestStallPackets)
    }
  }

  /// The packets around the longest of these times; `nil` where no time passed.
  @inlinable public var longestStallPackets: StallPackets? {
    get { stall?.packets }
    set {
      stall = LongestStall(duration: longestStall, cause: longestStallCause, packets: newValue)
    }
  }
}
