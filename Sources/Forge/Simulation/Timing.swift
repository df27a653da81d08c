/// The times of a connection in nanoseconds, computed once.
struct Timing {
  let start: Int64
  let roundTrip: Int64
  let segmentInterval: Int64
  let delayedAcknowledgement: Int64
  let retransmission: Int64

  init(_ connection: ForgedConnection) {
    start = connection.start.nanoseconds
    roundTrip = connection.roundTrip.nanoseconds
    segmentInterval = connection.segmentInterval.nanoseconds
    delayedAcknowledgement = connection.delayedAcknowledgement.nanoseconds
    retransmission = connection.retransmissionTimeout.nanoseconds
  }
}

extension Duration {
  /// The whole nanoseconds of this duration.
  var nanoseconds: Int64 {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }
}
