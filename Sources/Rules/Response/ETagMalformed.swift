import HTTP
import Phrases
import Ranges

extension Rule {
  static let etagMalformed = Rule(
    id: "etag-malformed", section: .response, severity: .warning,
    lower: "note outside range downloads",
    title: "An entity tag is malformed",
    references: ["RFC 9110 section 8.8.3"], requirement: .must,
    explanation: """
      An entity tag is a quoted string, with W/ before it when it is weak. Without the quotes, with \
      blanks inside, or with "w/" a recipient may drop it, quote it, or send it back as it is, and \
      each choice makes If-Range fail somewhere: the server compares it with the quoted form and \
      answers 200, so every resume begins again. An MD5 sum put into ETag by hand is the common case.
      """,
    hint: "Put the tag into double quotes where it is set.",
    check: .exchange(where: .oddResponse) { view in
      guard let response = view.response, case .malformed(let text)? = response.etag,
        response.status == 200 || response.status == 206 || response.status == 304
      else { return nil }
      return Evidence(
        view.inRangeDownload ? .warning : .note, values: [("etag", text)],
        "Transaction #\(view.id) carries ETag: \(text), which is no entity tag.")
    })
}
