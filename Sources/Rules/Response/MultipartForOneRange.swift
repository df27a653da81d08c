import HTTP
import Phrases
import Ranges

extension Rule {
  static let multipartForOneRange = Rule(
    id: "multipart-for-one-range", section: .response, severity: .error,
    title: "multipart/byteranges was sent for a single range",
    references: ["RFC 9110 section 15.3.7.2"], requirement: .must,
    explanation: """
      A client that asks for one range need not understand multipart, and a server must not send it \
      then. Most clients do not parse it: they write boundary lines and part headers into the file.
      """,
    hint: "Answer a single range with a plain 206 and Content-Range.",
    check: .exchange(where: .oddResponse) { view in
      guard let (request, response) = view.getPair, response.status == 206, response.isByteRanges,
        request.range?.specs.count == 1
      else { return nil }
      return Evidence(
        values: [
          ("range", request.rangeText ?? ""), ("content-type", response.contentType ?? ""),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" and got \
        "\(response.contentType ?? "")".
        """)
    })
}
