import HTTP
import Phrases
import Ranges

extension Rule {
  static let lastModifiedAfterDate = Rule(
    id: "last-modified-after-date", section: .response, severity: .note,
    title: "Last-Modified lies after Date",
    references: ["RFC 9110 section 8.8.2.1"], requirement: .must,
    explanation: """
      A server must not send a Last-Modified later than the time of the response. Clocks that \
      disagree (a file server ahead of the web server), or files copied with a wrong time, cause \
      it. The date cannot be used as a strong validator.
      """,
    hint: "Synchronise the clocks of web server and storage.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, view.exchange.isContent,
        let modified = response.lastModified, let date = response.date,
        modified.epochSeconds > date.epochSeconds
      else { return nil }
      return Evidence(
        values: [("last-modified", modified.description), ("date", date.description)],
        """
        Transaction #\(view.id): Last-Modified \(modified) is \
        \(plural(Int(modified.epochSeconds - date.epochSeconds), "second")) after Date \(date).
        """)
    })
}
