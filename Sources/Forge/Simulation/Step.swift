/// A step of a connection's script, simpler than the events it is made of.
enum Step {
  case open
  case perform(ForgedEvent)
  case hide(Bool)

  static func steps(_ connection: ForgedConnection) -> [Step] {
    [.open] + steps(connection.events)
  }

  private static func steps(_ events: [ForgedEvent]) -> [Step] {
    events.flatMap { event -> [Step] in
      if case .unseen(let inner) = event {
        [.perform(.settle), .hide(true)] + steps(inner) + [.perform(.settle), .hide(false)]
      } else {
        [.perform(event)]
      }
    }
  }
}

/// What the script waits for before it goes on.
enum Condition {
  case none
  case established
  case received(Peer, position: UInt64)
  case time(Int64)
  case settled
}
