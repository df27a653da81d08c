import HTTP
import Phrases
import Ranges

extension Rule {
  static let resumeRestarted = Rule(
    id: "resume-restarted", section: .response, severity: .warning,
    title: "If-Range did not match, so the download began again",
    references: ["RFC 9110 section 13.1.5"],
    explanation: """
      The client asked to go on if the representation was unchanged, and the server found that it \
      was not, so it sent all of it: If-Range did its work, and no two files were joined. What the \
      client held is thrown away. When the file really changed that is right. When it did not, the \
      validator is at fault: a weak tag (never matches), a date that is not exactly Last-Modified, \
      tags that differ from node to node behind one name, or a tag weakened by compression. curl, \
      which cannot restart a resume, gives up with error 33; browsers start from 0.
      """,
    hint: """
      Compare the two validators named here. If the content is the same, make all servers agree on \
      validators (Apache: FileETag MTime Size; the same mtime on every node) or send the validator \
      that came with the bytes.
      """,
    roots: ["if-range-weak-etag", "if-range-unknown-validator", "mirror-validators-differ"],
    check: .exchange(where: .notPartial) { view in
      guard let (request, response) = view.getPair, response.status == 200,
        let text = request.ifRangeText, let range = request.range, !range.specs.isEmpty,
        view.exchange.ifRangeMatches != true, view.exchange.partLabelledFull == nil
      else { return nil }
      let lost = max(view.step?.discarded ?? 0, min(view.step?.held ?? 0, view.step?.again ?? 0))
      let weak: Statement =
        if case .entityTag(let tag)? = request.ifRange, tag.isWeak {
          " The tag sent is weak and can never match."
        } else { "" }
      return Evidence(
        transactions: [view.step?.previous, view.id].compactMap { $0 },
        values: [
          ("if-range", text), ("etag", response.etagText ?? "none"),
          ("last-modified", response.lastModifiedText ?? "none"), ("discarded", "\(lost)"),
        ],
        """
        Transaction #\(view.id) asked for "\(request.rangeText ?? "")" if the file was still \
        \(text); it is now \(validators(view.exchange)), and all of it came with 200.\(weak)\
        \(view.other(view.step?.previous).map { tagDifference($0, view.exchange) } ?? "") \
        \(bytes(lost)) that the client held were delivered in vain.\
        \(view.exchange.behaviour(.wholeInsteadOfPart))\(view.exchange.answeredBy)
        """)
    })
}
