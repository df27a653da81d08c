import Bytes

/// Where in the chunked coding a direction stands.
///
/// What is in no chunk's data goes byte by byte, so nothing of it need be held. Source: RFC 9112 §7.1.
enum ChunkState: Equatable {
  /// Before the digits of a chunk's size.
  case sizeStart
  /// Within or behind the digits.
  case size(Int)
  /// Behind the digits: blanks, or what begins an extension.
  case sizeEnd(Int)
  /// Within extensions, which are passed over.
  case extensions(Int)
  /// Behind the CR of a chunk's first line.
  case sizeLineFeed(Int)
  /// So many bytes of a chunk's data are still to come.
  case data(Int)
  /// Behind a chunk's data, before the CR LF.
  case dataEnd
  /// Behind a chunk's data and the CR.
  case dataLineFeed
  /// Where a trailer field begins, or the empty line that ends the message.
  case trailers
  /// Behind a CR where a trailer field might begin.
  case trailerLineFeed
  /// Within a trailer field.
  case trailer
}

extension MessageParser {
  /// Reads a step of the chunked coding at `position`, which is within `bytes`.
  mutating func readChunk(
    _ chunk: ChunkState, _ bytes: RawSpan, _ position: inout Int
  ) -> Event? {
    let byte = bytes.byte(at: position)
    switch chunk {
    case .data(let left):
      let count = min(left, bytes.byteCount - position)
      state = .chunk(count == left ? .dataEnd : .data(left - count))
      position += count
      return .content((position - count)..<position)
    case .extensions(let size):
      guard passLine(bytes, &position) else { return nil }
      beginChunk(size)
      return nil
    case .trailer:
      guard passLine(bytes, &position) else { return nil }
      state = .chunk(.trailers)
      return nil
    case .sizeStart:
      guard let digit = ASCII.hexDigit(byte) else { return loseChunks() }
      state = .chunk(.size(digit))
    case .size(let size):
      guard let digit = ASCII.hexDigit(byte) else {
        // The same may follow as behind a blank.
        state = .chunk(.sizeEnd(size))
        return nil
      }
      guard size <= Int.max >> 4 else { return loseChunks() }
      state = .chunk(.size(size << 4 | digit))
    case .sizeEnd(let size):
      switch byte {
      case ASCII.space, ASCII.tab: break
      case ASCII.semicolon: state = .chunk(.extensions(size))
      case ASCII.carriageReturn: state = .chunk(.sizeLineFeed(size))
      case ASCII.lineFeed: beginChunk(size)
      default: return loseChunks()
      }
    case .sizeLineFeed(let size):
      guard byte == ASCII.lineFeed else { return loseChunks() }
      beginChunk(size)
    case .dataEnd:
      switch byte {
      case ASCII.carriageReturn: state = .chunk(.dataLineFeed)
      case ASCII.lineFeed: state = .chunk(.sizeStart)
      default: return loseChunks()
      }
    case .dataLineFeed:
      guard byte == ASCII.lineFeed else { return loseChunks() }
      state = .chunk(.sizeStart)
    case .trailers:
      switch byte {
      case ASCII.carriageReturn: state = .chunk(.trailerLineFeed)
      case ASCII.lineFeed: state = .ended
      default: state = .chunk(.trailer)
      }
    case .trailerLineFeed:
      guard byte == ASCII.lineFeed else {
        state = .chunk(.trailer)
        return nil
      }
      state = .ended
    }
    position += 1
    return nil
  }

  /// What became of `count` bytes, more than none, that were not captured.
  mutating func skipChunk(_ chunk: ChunkState, _ count: inout Int) -> Missing {
    switch chunk {
    case .data(let left):
      let used = min(left, count)
      count -= used
      state = .chunk(used == left ? .dataEnd : .data(left - used))
      return .content(used)
    case .dataEnd where count <= 2, .dataLineFeed where count == 1:
      // What is missing ends with a chunk: where packets are cut short, most do. Should this be
      // wrong, the next chunk's size will not be one.
      state = .chunk(chunk == .dataEnd && count == 1 ? .dataLineFeed : .sizeStart)
      count = 0
      return .done
    case .trailers, .trailerLineFeed, .trailer:
      // Nothing of the content is missing; `count` is left for the search to use up.
      lose(afterLoss: true)
      return .end
    default:
      lose(afterLoss: true)
      return .framingLost
    }
  }

  /// Moves `position` behind the line's end.
  ///
  /// False: it is not there, and all bytes are used up.
  private func passLine(_ bytes: RawSpan, _ position: inout Int) -> Bool {
    guard let lineFeed = bytes.firstIndex(of: ASCII.lineFeed, from: position) else {
      position = bytes.byteCount
      return false
    }
    position = lineFeed + 1
    return true
  }

  private mutating func beginChunk(_ size: Int) {
    state = .chunk(size == 0 ? .trailers : .data(size))
  }

  /// The framing is broken at a byte that is not used up: it may begin the next message.
  private mutating func loseChunks() -> Event {
    note(.chunkFraming)
    lose(afterLoss: false)
    return .framingLost
  }
}
