import HTTP
import Phrases
import Ranges

extension Rule {
  static let resumeSkips = Rule(
    id: "resume-skips", section: .request, severity: .note,
    title: "A resume starts past the end of what was delivered",
    explanation: """
      A body was broken off by the server or the network, and the next request begins later than \
      the last byte delivered. The bytes between were not asked for: either another connection \
      fetches them, or the client believes it has bytes that never came (it counted what it asked \
      for, or preallocated the file). If nothing fetches them later the file has a hole of zeros.
      """,
    hint:
      "Take the resume position from bytes written, not from bytes requested or from the file's size.",
    check: .exchange(where: .seek) { view in
      guard view.step?.start == .seek, let previous = view.other(view.step?.previous),
        previous.serverBrokeOff, let end = previous.parts.last?.upperBound,
        let first = view.request?.range?.firstPosition(), first > end,
        first - end <= Step.continuationReach,
        let promised = previous.promised.last?.upperBound, first < promised
      else { return nil }
      return Evidence(
        transactions: [previous.id, view.id],
        values: [("first", "\(first)"), ("delivered up to", "\(end - 1)")],
        """
        Transaction #\(previous.id) was broken off after byte \(grouped(end - 1)), and transaction \
        #\(view.id) goes on at byte \(grouped(first)): \(bytes(first - end)) between were not asked \
        for.
        """)
    })
}
