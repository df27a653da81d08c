import HTTP
import Phrases
import Ranges

extension Rule {
  static let resumeRefetches = Rule(
    id: "resume-refetches", section: .request, severity: .note,
    title: "A resume starts before the end of what was delivered",
    explanation: """
      The resume asks again for bytes that had already reached the client's host. A little of this \
      is normal: what was in flight, or in buffers, when a process was killed never reached its \
      file. A fixed step back (Chromium asks for 1,024 bytes more and compares them) is a cheap \
      safeguard against a changed file. Large amounts mean that the client writes late or rounds \
      down to a block.
      """,
    hint:
      "Nothing needs to change unless the amount is large; then flush what arrives to the file sooner.",
    check: .exchange(where: .continuation) { view in
      guard case .continuation(let end)? = view.step?.start, let request = view.request,
        let first = request.range?.firstPosition(), first < end, view.exchange.status == 206
      else { return nil }
      return Evidence(
        transactions: [view.step?.continued, view.id].compactMap { $0 },
        values: [("first", "\(first)"), ("held up to", "\(end - 1)")],
        """
        Transaction #\(view.id) resumes at byte \(grouped(first)), though bytes up to \
        \(grouped(end - 1)) had been delivered: \(bytes(end - first)) come twice.
        """)
    })
}
