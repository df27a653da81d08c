/// What the capture itself is like, apart from the traffic in it.
public struct CaptureFacts: Sendable {
  /// A place where an input is cut or corrupt.
  public struct Damage: Sendable {
    /// The path of the input, as given.
    public var input: String
    /// Where, in decompressed bytes from the start; `nil` where it is not known.
    public var offset: Int?
    /// What is wrong.
    public var reason: String
    /// Bytes that could not be read; `nil` where it is not known.
    public var lost: Int?

    /// A damage from its values.
    public init(input: String, offset: Int?, reason: String, lost: Int?) {
      self.input = input
      self.offset = offset
      self.reason = reason
      self.lost = lost
    }
  }

  /// Packets read, of all inputs.
  public var packets = 0
  /// Where inputs are cut or corrupt.
  public var damage: [Damage] = []
  /// Packets that are in the record a second time.
  public var duplicatePackets = 0
  /// The first of these, at most a few.
  public var duplicateFrames: [(input: Int, number: Int)] = []
  /// Packets that stand after a packet of a later time, or before what they answer.
  public var unorderedPackets = 0
  /// By how many nanoseconds, at most, one of them is earlier than one before it.
  public var mostUnordered: Int64 = 0
  /// Bounds that were reached, by name, and how often.
  public var limits: [(limit: String, count: Int)] = []

  /// A capture with nothing the matter.
  public init() {}
}
