import HTTP
import Phrases
import Ranges

extension Rule {
  static let resumeAlreadyComplete = Rule(
    id: "resume-already-complete", section: .response, severity: .note,
    title: "The client asked to go on from exactly the end: it has it all",
    references: ["RFC 9110 section 15.5.17"],
    explanation: """
      A client that resumes without knowing the length asks from the size of its file on, and when \
      that is the whole file gets 416. This is no failure. wget and curl say so; other clients \
      treat it as fatal, or delete the file and fetch it again, for ever. Some servers were \
      "repaired" by answering an empty 206, which the grammar of Content-Range cannot express.
      """,
    hint: "Treat 416 as success when the length in Content-Range equals the local size.",
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.getPair, response.status == 416,
        let first = request.range?.firstPosition(),
        let length = view.exchange.completeLength ?? view.step?.knownLength, first == length,
        length > 0
      else { return nil }
      return Evidence(
        values: [("first", "\(first)"), ("complete length", "\(length)")],
        """
        Transaction #\(view.id) asked from byte \(grouped(first)) on; the file has \
        \(bytes(length)), so nothing is left to send.\(view.exchange.behaviour(.unsatisfiable))
        """)
    })
}
