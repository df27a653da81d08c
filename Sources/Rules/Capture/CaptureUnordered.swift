import HTTP
import Phrases
import Ranges

extension Rule {
  static let captureUnordered = Rule(
    id: "capture-unordered", section: .capture, severity: .note,
    title: "Packets are not in order of time",
    explanation: """
      Packets stand after others of a later time, or answers before what they answer: several \
      capture queues were written one after the other, or files were joined without sorting. Less \
      than a millisecond is usual where several processors stamp the packets of one interface. \
      Sequence numbers put the streams in order again; times between packets may be off.
      """,
    hint: "Sort the file with reordercap.",
    check: .record { record in
      let count = record.facts.unorderedPackets
      guard count > 0 else { return [] }
      let most = Int((record.facts.mostUnordered + 999) / 1000)
      return [
        Evidence(
          values: [("packets", "\(count)"), ("microseconds", "\(most)")],
          """
          \(plural(count, "packet")) of \(grouped(record.facts.packets)) stand out of order, by \
          \(plural(most, "microsecond")) at most.
          """)
      ]
    })
}
