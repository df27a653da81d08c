import Bytes
import Packets
import Streams

/// What a connection carries: how that is found out, and how it becomes something else.
extension ConnectionReader {
  /// Finds out what the connection carries.
  ///
  /// - Returns: How many of `bytes` are used up.
  mutating func decide(
    _ bytes: RawSpan, _ data: StreamData, _ log: inout TransactionLog
  ) -> Int {
    guard !bytes.isEmpty else { return 0 }
    switch opening.receive(bytes, data) {
    case .used(let count):
      if let endpoint = opening.proxiedClient { summary.proxiedClient = endpoint }
      return count
    case .unreadable:
      passUndecided(data.side, bytes.byteCount)
      return bytes.byteCount
    case .other(let name):
      becomeOpaque(name)
    case .http(let isRequest):
      let client = isRequest ? data.side : data.side.other
      // Who opened the connection asks, even where the answer looks like a request.
      guard opening.start(data.side) == nil || client == clientSide else {
        becomeOpaque("unknown")
        break
      }
      beginHTTP(client, data.side)
      // What was held goes before, as it came.
      if let held = opening.takeHeld() { _ = read(held.bytes.span.bytes, held.data, &log) }
      return 0
    }
    if let held = opening.takeHeld() { summary.opaqueBytes += held.bytes.count }
    return 0
  }

  mutating func passUndecided(_ side: Side, _ count: Int) {
    summary.skippedBytes += count
    giveUpHolding()
    opening.pass(side)
  }

  mutating func giveUpHolding() {
    if let held = opening.takeHeld() { summary.skippedBytes += held.bytes.count }
  }

  mutating func beginHTTP(_ client: Side, _ side: Side) {
    if client != clientSide { swap(&summary.clientBytes, &summary.serverBytes) }
    clientSide = client
    stage = .http
    summary.client = client == .first ? first : second
    summary.server = client == .first ? second : first
    summary.isHTTP = true
    let requests = opening.start(client)
    let responses = opening.start(client.other)
    if let http {
      http.reader.resume(requests: requests, responses: responses)
    } else {
      let reader = HTTPReader(
        number: summary.id, client: summary.proxiedClient ?? summary.client,
        server: summary.server, requests: requests, responses: responses)
      http = Box(reader)
    }
  }

  /// After a 101 or a CONNECT the connection carries something else.
  mutating func leaveHTTP(_ data: StreamData, behind used: Int) {
    guard let leaving = http?.reader.leaving else { return }
    http?.reader.leaving = nil
    switch leaving {
    case .protocolNamed(let name):
      becomeOpaque(name)
    case .tunnel(let client, let server):
      isTunnel = true
      stage = .undecided
      opening = Opening(clientSide: clientSide, client: client, server: server)
    }
  }

  mutating func becomeOpaque(_ name: String) {
    stage = .opaque
    summary.opaqueBytes += summary.skippedBytes
    summary.skippedBytes = 0
    if summary.opaqueProtocol == nil {
      summary.opaqueProtocol = name == "unknown" && isTunnel ? "CONNECT tunnel" : name
    }
  }

  /// It never became known what it carries.
  mutating func endUndecided() {
    if let name = opening.likelyProtocol {
      becomeOpaque(name)
    } else if summary.skippedBytes > 0 || isTunnel {
      becomeOpaque("unknown")
    }
  }
}
