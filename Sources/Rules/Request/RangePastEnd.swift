import HTTP
import Phrases
import Ranges

extension Rule {
  static let rangePastEnd = Rule(
    id: "range-past-end", section: .request, severity: .note,
    title: "The range begins past the end of the representation",
    references: ["RFC 9110 section 14.1.2"],
    explanation: """
      The client asked for bytes from a position that lies beyond the complete length it could \
      have known. Either its copy is of a longer, older file, or its arithmetic is off. When the \
      first position is exactly the length, the client has everything and need not have asked. \
      Deleting the partial copy and starting again is right only in the first case.
      """,
    hint:
      "Compare the size of the local copy with the length in Content-Range before asking for more.",
    check: .exchange(where: .pastEnd) { view in
      guard view.exchange.isGET, let length = view.step?.knownLength,
        let first = view.request?.range?.firstPosition(), first > length
      else { return nil }
      return Evidence(
        values: [("first", "\(first)"), ("complete length", "\(length)")],
        """
        Transaction #\(view.id) asks from byte \(grouped(first)) on, though the length was known \
        to be \(bytes(length)).
        """)
    })
}
