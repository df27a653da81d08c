/// How content is cut into chunks.
///
/// Source: RFC 9112 §7.1.
public struct ChunkedCoding: Hashable, Sendable {
  /// The sizes of the chunks, taken in turn; the last one again as long as there is content.
  public var sizes: [UInt64]
  /// What follows every chunk's size, `;name=value`.
  public var extensions: String
  /// The fields after the last chunk.
  public var trailers: [HeaderLine]
  /// Whether the last chunk, the trailers and the empty line are there.
  public var isTerminated: Bool

  /// Chunks of these sizes.
  public init(
    sizes: [UInt64] = [16384], extensions: String = "", trailers: [HeaderLine] = [],
    isTerminated: Bool = true
  ) {
    self.sizes = sizes
    self.extensions = extensions
    self.trailers = trailers
    self.isTerminated = isTerminated
  }

  /// `body`, chunked.
  public func encode(_ body: Payload) -> Payload {
    var pieces: [Payload] = []
    var position: UInt64 = 0
    var index = 0
    while position < body.count {
      let size = max(1, sizes.isEmpty ? body.count : sizes[min(index, sizes.count - 1)])
      let count = min(size, body.count - position)
      pieces.append(.bytes(Array("\(String(count, radix: 16))\(extensions)\r\n".utf8)))
      pieces.append(body.slice(position..<position + count))
      pieces.append("\r\n")
      position += count
      index += 1
    }
    if isTerminated {
      pieces.append(.bytes(Array("0\(extensions)\r\n\(HeaderLine.text(trailers))\r\n".utf8)))
    }
    return .joined(pieces)
  }
}
