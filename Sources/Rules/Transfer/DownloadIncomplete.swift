import HTTP
import Phrases
import Ranges

extension Rule {
  static let downloadIncomplete = Rule(
    id: "download-incomplete", section: .transfer, severity: .warning,
    lower: "note when the rest was never asked for",
    title: "Parts of the file never came",
    references: ["RFC 9110 section 15.3.7.3"],
    explanation: """
      Bytes of the version that the client ended with were not delivered by any response in the \
      capture. Either a body was cut short and nobody fetched the rest, or the rest was never asked \
      for. The second is normal for readers of pieces (PDF viewers, Parquet readers, players that \
      were stopped) and for captures that show only a part of what happened.
      """,
    hint: "Ask for the missing ranges named here, with If-Range.",
    roots: [
      "content-type-flipped", "resume-refused", "unsatisfied-yet-satisfiable", "resume-restarted",
      "range-ignored",
      "content-range-length", "encoded-slice", "first-range-only", "reopen-amplification",
      "body-truncated",
      "request-unanswered",
    ],
    check: .download(where: .unfinished) { view in
      let download = view.download
      let verdict = download.verdict
      guard verdict == .incomplete || verdict == .partial, let gaps = download.gaps, !gaps.isEmpty
      else { return nil }
      let missing = gaps.reduce(0) { $0 + $1.count }
      let length = download.completeLength ?? 0
      let ids = download.bringing(6, in: view.record.exchanges)
      return Evidence(
        verdict == .partial ? .note : .warning, transactions: ids,
        values: [("missing", "\(missing)"), ("complete length", "\(length)")],
        """
        \(bytes(missing)) of \(grouped(length)) (\(percent(missing, of: length))) did not come, in \
        \(plural(gaps.count, "gap")): \(spans(gaps)).\
        \(askedFor(view, missing))
        """)
    })
}

/// Whether the client asked for what is missing.
private func askedFor(_ view: DownloadView, _ missing: Int) -> Statement {
  guard view.download.verdict == .partial else { return "" }
  let never = view.download.neverAsked(in: view.record.exchanges)
  let count = never.reduce(0) { $0 + $1.count }
  if let unseen = view.download.unseenRequests, count > 0 {
    let them: Statement = count == missing ? "them" : "\(bytes(count)) of them"
    let ids = unseen.responses.map { Statement(text: "#\($0)") }.joined(separator: ", ")
    let strays: Statement =
      unseen.responses.isEmpty
      ? ""
      : " Some came with the same strong tag, in answers to requests that were not captured: \(ids)."
    return " No request in the capture asks for \(them), but there may have been others.\(strays)"
  }
  return switch count {
  case missing: " They were never asked for."
  case 0: refusal(view)
  default: " \(bytes(count)) of them were never asked for."
  }
}

/// Why what was asked for did not come.
private func refusal(_ view: DownloadView) -> Statement {
  if view.exchanges.contains(where: { $0.clientBrokeOff }) {
    return " The client asked for them, and broke the bodies off before they came."
  }
  let switched = view.exchanges.compactMap { $0.switchedTo == nil ? nil : $0 }
  let name = switched.lazy.compactMap(\.switchedTo).first { !$0.isEmpty }
  let other: Statement =
    switched.isEmpty
    ? ""
    : """
    ; the connection of \(transactions(switched.map(\.id))) went over to \
    \(name.map { Statement(text: $0) } ?? "another protocol"), which was not read
    """
  return " The client asked for them, and no response brought them\(other)."
}
