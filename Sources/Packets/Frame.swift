/// Where in the capture something was seen: which packet of which input, and when.
public struct Frame: Hashable, Sendable {
  /// The index of the input, from 0 in the order of the command line.
  public var input: Int
  /// The number of the packet in its input, from 1, as Wireshark's `frame.number`.
  public var number: Int
  /// When it was captured.
  public var time: Timestamp

  /// A packet of an input.
  @inlinable
  public init(input: Int, number: Int, time: Timestamp) {
    self.input = input
    self.number = number
    self.time = time
  }
}
