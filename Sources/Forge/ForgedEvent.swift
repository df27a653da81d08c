/// One step in the life of a connection; the next begins when this one is over.
public enum ForgedEvent: Hashable, Sendable {
  /// An end sends bytes; over when the other end has received all of them.
  case send(Peer, Payload)
  /// An end begins to send bytes; over at once, so that other steps happen meanwhile.
  case start(Peer, Payload)
  /// Nothing until an end has received so many bytes in all on this connection.
  case until(Peer, received: UInt64)
  /// Nothing for this long.
  case pause(Duration)
  /// Nothing until all that was sent is acknowledged.
  case settle
  /// An end has nothing more to send; over when the other end knows. With data still queued the
  /// last of their segments carries the FIN.
  case finish(Peer)
  /// An end aborts; nothing follows but what was under way.
  case reset(Peer)
  /// An end asks whether the other is there: no data, one byte before the next sequence number.
  case keepAlive(Peer)
  /// An end announces this window, not scaled, at once and from now on; 0 closes it. The other end
  /// sends all the same: it is for the script to have it wait.
  case window(Peer, UInt16)
  /// Steps that happen though the capture holds no packet of them.
  case unseen([ForgedEvent])
}
