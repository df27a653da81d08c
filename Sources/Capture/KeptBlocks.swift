internal import Bytes

/// Blocks of a pcapng file that are kept as they are, for later use.
struct KeptBlocks {
  private(set) var names: [CaptureBlock] = []
  private(set) var secrets: [CaptureBlock] = []
  /// How many blocks were let go because of the bounds.
  private(set) var dropped = 0
  private var namesSize = 0
  private var secretsSize = 0

  /// The most bytes kept of each kind.
  static let largest = 16 * 1024 * 1024

  /// Keeps a whole block, unless there are too many.
  mutating func keep(_ block: RawSpan, isSecrets: Bool, isBigEndian: Bool) {
    // The memory that a block takes besides its bytes counts as well.
    let size = block.byteCount + 64
    guard (isSecrets ? secretsSize : namesSize) + size <= Self.largest else {
      dropped += 1
      return
    }
    let copy = CaptureBlock(
      body: block.extracting(8..<block.byteCount - 4).array(), isBigEndian: isBigEndian)
    if isSecrets {
      secrets.append(copy)
      secretsSize += size
    } else {
      names.append(copy)
      namesSize += size
    }
  }
}

/// A block of a pcapng file as it stands there.
public struct CaptureBlock: Equatable, Sendable {
  /// What stands between its lengths.
  public var body: [UInt8]
  /// The byte order of its numbers.
  public var isBigEndian: Bool
}
