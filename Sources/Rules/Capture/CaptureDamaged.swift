import HTTP
import Phrases
import Ranges

extension Rule {
  static let captureDamaged = Rule(
    id: "capture-damaged", section: .capture, severity: .warning,
    title: "An input is cut or corrupt",
    explanation: """
      The file ends in the middle of a record, or holds something that is no record: the capturing \
      program was killed, the disk was full, a transfer was broken off. What could be read before \
      the damage is in the report; what came after is not, so bodies may look shorter than they were.
      """,
    hint:
      "Copy the file again and compare sizes; stop tcpdump with SIGINT so that it ends its file.",
    check: .record { record in
      record.facts.damage.map { damage in
        Evidence(
          values: [
            ("input", damage.input), ("offset", damage.offset.map(String.init) ?? "unknown"),
            ("reason", damage.reason),
          ],
          """
          \(damage.input)\(damage.offset.map { ", byte \(grouped($0))" } ?? ""): \(Statement(reason: damage.reason))\
          \(damage.lost.map { "; \(bytes($0)) could not be read" } ?? "").
          """)
      }
    })
}
