import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let restartWithoutRange = Rule(
    id: "restart-without-range", section: .request, severity: .note,
    title: "The client held part of the file and asked for all of it again",
    explanation: """
      After a body was cut short the client asked for the whole file again instead of the rest. \
      Some clients cannot resume, some will not without a strong validator (Chromium sends no Range \
      when there is neither ETag nor Last-Modified, or "no-store"), and some throw the partial file \
      away on any error. On a link that breaks every few minutes such a download may never end.
      """,
    hint:
      "See whether the first response had a validator and Accept-Ranges; give both, or use a client that resumes.",
    check: .exchange(where: .notPartial) { view in
      guard let step = view.step, step.held > 0, let request = view.request, request.isGET,
        request.rangeText == nil, view.exchange.status == 200,
        let previous = view.other(step.previous), !view.exchange.parts.isEmpty,
        previous.clientBrokeOff || previous.serverBrokeOff
      else { return nil }
      return Evidence(
        transactions: [previous.id, view.id],
        values: [("held", "\(step.held)")],
        """
        The client held \(bytes(step.held)), the last of them from transaction #\(previous.id), \
        where \(ending(previous.transaction.body.end)); transaction #\(view.id) asks for the whole \
        without a Range.
        """)
    })
}
