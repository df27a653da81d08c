import HTTP

/// What is kept, in bytes of memory: near enough to bound it, and quick to ask for.

extension Transaction {
  /// The bytes of memory that it takes, with all that hangs on it.
  public var footprint: Int {
    var bytes = Self.heldBytes + interim.count * MemoryLayout<Int>.stride
    if let request { bytes += request.head.footprint }
    if let response { bytes += response.head.footprint }
    return bytes + body.footprint
  }

  /// Of the value itself.
  private static let heldBytes =
    MemoryLayout<Transaction>.stride + MemoryLayout<Request?>.stride
    + MemoryLayout<Response?>.stride + MemoryLayout<Body>.stride + 192
}

extension Body {
  /// The bytes of memory that it takes besides its value.
  var footprint: Int {
    var bytes = fingerprint?.footprint ?? 0
    guard let more else { return bytes }
    bytes += BodyDetails.bytes
    bytes += (more.missing.count + more.inferredRanges.count) * MemoryLayout<Range<Int>>.stride
    if let multipart = more.multipart {
      bytes += multipart.parts.count * 2 * MemoryLayout<MultipartBody.Part>.stride
    }
    return bytes
  }
}

extension BodyDetails {
  /// Of the object itself: a header and eight words.
  fileprivate static let bytes = 80 + MemoryLayout<MultipartBody?>.stride
}

extension ConnectionReader {
  /// The bytes of memory that it takes, with what it holds of heads that are not whole.
  var footprint: Int {
    guard isThere else { return 0 }
    return MemoryLayout<ConnectionReader>.stride + opening.holding + (http?.reader.footprint ?? 0)
  }
}

extension HTTPReader {
  /// The bytes of memory that it takes, with what it holds of heads that are not whole.
  var footprint: Int {
    var bytes = MemoryLayout<HTTPReader>.stride + requests.footprint + responses.footprint
    bytes += interim.count * MemoryLayout<Int>.stride + unanswered.footprint
    if let response {
      bytes += response.body.footprint
      let parts = response.readers?.multipart?.parser.parts.count ?? 0
      bytes += parts * MemoryLayout<BodyPart>.stride
    }
    return bytes
  }
}

extension TransactionReader {
  /// The bytes of memory that all take that is kept.
  public var footprint: Int {
    var bytes = log.connections.count * MemoryLayout<ConnectionSummary>.stride
    for index in log.transactions.indices { bytes += log.read(index) { $0.footprint } }
    for index in readers.indices { bytes += readers[index].footprint }
    return bytes + readers.count * MemoryLayout<ConnectionReader>.stride
  }

  /// The bytes of memory that the reader of a connection takes.
  public func footprint(ofSlot slot: Int) -> Int {
    readers.indices.contains(slot) ? readers[slot].footprint : 0
  }
}
