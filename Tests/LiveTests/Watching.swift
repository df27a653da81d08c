import Live
import Packets

/// Intake and watch on one thread, as a session has them on two.
struct Watching {
  var intake: WatchIntake
  var watch: LiveWatch

  init(_ options: WatchOptions = WatchOptions()) {
    intake = WatchIntake(options)
    watch = LiveWatch(options)
  }

  mutating func receive(_ bytes: RawSpan, _ record: PacketRecord) { intake.receive(bytes, record) }

  /// Looks, tells and forgets; `nil` where nothing can have changed.
  mutating func look(
    at time: Timestamp, inputs: [InputInfo], isFull: Bool = false
  ) -> LiveNews? {
    guard let snapshot = intake.snapshotIfDue(at: time, isFull: isFull) else { return nil }
    let (news, order) = watch.look(snapshot, inputs: inputs, isFull: isFull)
    if let order { intake.forget(order) }
    return news
  }

  mutating func finish(inputs: [InputInfo]) -> LiveNews {
    watch.finish(intake.finish(inputs: inputs))
  }
}
