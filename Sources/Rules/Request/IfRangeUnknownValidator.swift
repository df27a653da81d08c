import HTTP
import Phrases
import Ranges

extension Rule {
  static let ifRangeUnknownValidator = Rule(
    id: "if-range-unknown-validator", section: .request, severity: .warning,
    title: "If-Range carries a validator that no response gave",
    references: ["RFC 9110 section 13.1.5"], requirement: .must,
    explanation: """
      The validator in If-Range has to be the one that came with the bytes the client holds. This \
      one came with none of the responses seen, although the bytes that the request continues were \
      seen. Clients that make a date of the partial file's own modification time do this (apt, \
      after it was killed before it could set that time): the date is that of the interruption, it \
      matches nothing, and the whole file comes again. The opposite is worse: a validator taken \
      from a fresh HEAD always matches and guards nothing.
      """,
    hint: "Store the validator when the first byte is stored, and send exactly that.",
    check: .exchange(where: .continuation) { view in
      guard let step = view.step, step.isContinuation, step.ifRangeSource == nil,
        let request = view.request, let text = request.ifRangeText,
        let source = view.other(step.continued), source.response?.isComplete ?? false
      else { return nil }
      return Evidence(
        transactions: [source.id, view.id],
        values: [("if-range", text), ("given", validators(source).description)],
        """
        Transaction #\(view.id) continues bytes of transaction #\(source.id), which came with \
        \(validators(source)), but makes the range depend on \(text), which no response gave.\(view.request?.ifRange.map { condition in
          if case .date = condition { view.exchange.behaviour(.dateCondition) } else { "" }
        } ?? "")
        """)
    })
}
