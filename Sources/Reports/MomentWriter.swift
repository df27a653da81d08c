import Bytes
import Packets

/// Writes times, one after another, of which most are in the second of the one before.
struct MomentWriter {
  /// The second that was written last, and its text.
  private var second = Int64.min
  private var text = ""

  /// Writes RFC 3339 with so many digits of a second's fraction, at most 9.
  mutating func append(_ time: Timestamp, digits: Int, to buffer: inout ByteBuffer) {
    let (second, fraction) = Moment.parts(time)
    if second != self.second {
      self.second = second
      text = String(Moment.text(time, digits: 0).dropLast())
    }
    buffer.append(text)
    Moment.append(fraction: fraction, digits: digits, to: &buffer)
  }
}
