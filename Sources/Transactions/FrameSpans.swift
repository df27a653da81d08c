public import Packets

/// The packets from the first to the last that carried something, one span for each input.
public struct FrameSpans: Equatable, Sendable {
  /// Packets `first` to `last`, both included, of input `input`.
  public struct Span: Equatable, Sendable {
    /// The number of the first packet.
    public var first: Int
    /// The number of the last packet.
    public var last: Int
    private var index: UInt32

    /// The index of the input, from 0.
    public var input: Int { Int(index) }

    init(input: Int, first: Int, last: Int) {
      self.first = first
      self.last = last
      index = UInt32(truncatingIfNeeded: input)
    }

    @inline(__always)
    init(_ frame: Frame) {
      first = frame.number
      last = frame.number
      index = UInt32(truncatingIfNeeded: frame.input)
    }
  }

  private var rest: [Span] = []
  // Behind the others, as it leaves some bytes.
  /// The span of the input in which it began: kept inline, as nearly all have no other.
  public private(set) var head: Span

  /// The span of one packet.
  public init(_ frame: Frame) {
    head = Span(frame)
  }

  /// The span of several packets of one input, in place of one packet.
  @inline(__always)
  mutating func begin(input: Int, first: Int, last: Int) {
    head = Span(input: input, first: first, last: last)
  }

  /// Whether there is one alone.
  var isOne: Bool { rest.isEmpty }

  /// The span of one packet, in place of what was.
  mutating func begin(_ frame: Frame) {
    head = Span(frame)
    if !rest.isEmpty { rest = [] }
  }

  /// All spans, in the order of the inputs in which they began.
  public var all: [Span] { [head] + rest }

  /// Calls `body` with each span, in the order of `all`.
  @inline(__always)
  public func forEach(_ body: (Span) -> Void) {
    body(head)
    if !rest.isEmpty { for span in rest { body(span) } }
  }

  /// Adds a packet.
  @inline(__always)
  public mutating func add(_ frame: Frame) {
    if frame.input == head.input {
      if frame.number > head.last {
        head.last = frame.number
      } else if frame.number < head.first {
        head.first = frame.number
      }
    } else {
      addElsewhere(frame)
    }
  }

  private mutating func addElsewhere(_ frame: Frame) {
    if let index = rest.firstIndex(where: { $0.input == frame.input }) {
      rest[index].first = min(rest[index].first, frame.number)
      rest[index].last = max(rest[index].last, frame.number)
    } else {
      rest.append(Span(frame))
    }
  }
}
