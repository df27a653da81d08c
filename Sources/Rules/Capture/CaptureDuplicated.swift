import HTTP
import Phrases
import Ranges

extension Rule {
  static let captureDuplicated = Rule(
    id: "capture-duplicated", section: .capture, severity: .note,
    title: "Packets are in the capture twice",
    explanation: """
      The same packets were captured more than once: a mirror port that copies both the incoming \
      and the outgoing side, the interface "any" on a machine that forwards, or two files of one \
      traffic. They are no retransmissions, and no byte counts twice for them.
      """,
    hint: "Mirror one side, or run editcap -d over the file.",
    check: .record { record in
      let count = record.facts.duplicatePackets
      // One or two may be chance.
      guard count >= 3, count * 100 >= record.facts.packets else { return [] }
      return [
        Evidence(
          frames: record.facts.duplicateFrames.prefix(8).map {
            .init(input: $0.input, first: $0.number, last: $0.number)
          },
          values: [("packets", "\(count)")],
          """
          \(plural(count, "packet")) of \(grouped(record.facts.packets)) \
          (\(percent(count, of: record.facts.packets))) are copies of others.
          """)
      ]
    })
}
