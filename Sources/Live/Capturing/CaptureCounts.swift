/// What the kernel counted of a capture.
public struct CaptureCounts: Sendable, Equatable {
  /// Packets that the filter let through, those that were dropped included.
  public var received = 0
  /// Packets that were lost, as the buffer was full.
  public var dropped = 0
  /// Packets that the interface or its driver lost.
  public var droppedByInterface = 0

  /// Nothing yet.
  public init() {}

  /// All that were lost, wherever.
  public var lost: Int { dropped + droppedByInterface }
}
