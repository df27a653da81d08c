import HTTP
import Phrases
import Ranges

extension Rule {
  static let contentRangeOnFull = Rule(
    id: "content-range-on-full", section: .response, severity: .note,
    title: "Content-Range stands where it means nothing",
    references: ["RFC 9110 section 14.4"],
    explanation: """
      Content-Range is defined for 206 and 416. On any other status it has no meaning and is to be \
      ignored. Some servers add it to every answer that covers the whole; some clients read it \
      first and the status second, and take a whole file for a part.
      """,
    hint: "Send Content-Range with 206 and 416 only.",
    check: .exchange(where: .notPartial) { view in
      guard let response = view.response, let text = response.contentRangeText,
        response.status != 206, response.status != 416, view.exchange.partLabelledFull == nil
      else { return nil }
      return Evidence(
        values: [("status", "\(response.status)"), ("content-range", text)],
        "Transaction #\(view.id) is a \(response.status) with \"Content-Range: \(text)\".")
    })
}
