public import Packets

/// A request and its response, and the time between them.
public struct ForgedExchange: Hashable, Sendable {
  /// The request; none when it was sent before the capture began.
  public var request: ForgedRequest?
  /// Responses before the final one, 100 or 103.
  public var interim: [ForgedResponse] = []
  /// The response; none when there is none.
  public var response: ForgedResponse?
  /// How long the server thinks.
  public var thinkTime = Duration.milliseconds(5)
  /// How long the client waits before the request.
  public var pause = Duration.zero
  /// Whether the capture holds packets of it; if not, bytes cross the wire all the same.
  public var isSeen = true

  /// A request and its response.
  public init(
    _ request: ForgedRequest?, _ response: ForgedResponse?, thinkTime: Duration = .milliseconds(5)
  ) {
    self.request = request
    self.response = response
    self.thinkTime = thinkTime
  }

  /// This exchange, of which the capture holds no packet.
  public var unseen: ForgedExchange {
    var exchange = self
    exchange.isSeen = false
    return exchange
  }

  /// What happens on the connection.
  public var events: [ForgedEvent] {
    let events = requestEvents + responseEvents
    return isSeen ? events : [.unseen(events)]
  }

  var requestEvents: [ForgedEvent] {
    let wait: [ForgedEvent] = pause > .zero ? [.pause(pause)] : []
    return wait + (request.map { [.send(.client, $0.payload)] } ?? [])
  }

  var responseEvents: [ForgedEvent] {
    let messages = interim + (response.map { [$0] } ?? [])
    return messages.flatMap { [.pause(thinkTime), .send(.server, $0.payload)] }
  }
}

extension ForgedConnection {
  /// How a connection of exchanges ends.
  public enum Closing: Hashable, Sendable {
    /// It stays open.
    case none
    /// This end sends its FIN first, then the other.
    case finish(by: Peer)
    /// This end aborts.
    case reset(by: Peer)
  }

  /// A connection on which the given exchanges happen, one after the other.
  ///
  /// When it `isPipelined`, all requests are sent before the first response.
  public init(
    client: Endpoint, server: Endpoint, start: Duration = .zero, exchanges: [ForgedExchange],
    isPipelined: Bool = false, closing: Closing = .finish(by: .client), faults: [FaultRule] = []
  ) {
    var events =
      isPipelined
      ? exchanges.flatMap(\.requestEvents) + exchanges.flatMap(\.responseEvents)
      : exchanges.flatMap(\.events)
    switch closing {
    case .none: break
    case .finish(let peer): events += [.finish(peer), .finish(peer.other)]
    case .reset(let peer): events += [.reset(peer)]
    }
    self.init(client: client, server: server, start: start, events: events, faults: faults)
  }
}
