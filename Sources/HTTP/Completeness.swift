/// How much of something the capture shows.
///
/// *Absent* and *not seen* differ: what lies in the part that was cut off may have been sent.
public enum Completeness: Equatable, Sendable {
  /// All of it.
  case complete
  /// The beginning; the rest was cut by the snaplen or lost.
  case cutOff
}
