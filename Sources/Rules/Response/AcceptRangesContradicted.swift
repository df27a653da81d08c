import HTTP
import Phrases
import Ranges

extension Rule {
  static let acceptRangesContradicted = Rule(
    id: "accept-ranges-contradicted", section: .response, severity: .note,
    title: "Accept-Ranges says one thing and the server does another",
    references: ["RFC 9110 section 14.3"],
    explanation: """
      "Accept-Ranges: none" tells clients not to try, "bytes" that they may. Clients decide by it \
      whether to offer a resume button or to split a download. Servers that add the field by \
      configuration while another layer serves the content contradict themselves; a range may also \
      be ignored for a good reason of the moment, such as compression.
      """,
    hint: "Set Accept-Ranges in the layer that serves ranges, and nowhere else.",
    roots: ["range-ignored"],
    check: .exchange(where: [.oddResponse, .notPartial]) { view in
      guard let (request, response) = view.getPair, let accept = response.acceptRanges else {
        return nil
      }
      let what: Statement
      if accept.isNone, response.status == 206 {
        what = "says \"Accept-Ranges: none\" and is a 206"
      } else if accept.acceptsBytes, response.status == 200, request.ifRangeText == nil,
        let range = request.range, !range.specs.isEmpty, view.exchange.partLabelledFull == nil
      {
        what = "says \"Accept-Ranges: bytes\" and ignored \"Range: \(request.rangeText ?? "")\""
      } else {
        return nil
      }
      return Evidence(
        values: [("accept-ranges", accept.units.joined(separator: ", "))],
        "Transaction #\(view.id) \(what).")
    })
}
