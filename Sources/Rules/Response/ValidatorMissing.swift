import HTTP
import Phrases
import Ranges

extension Rule {
  static let validatorMissing = Rule(
    id: "validator-missing", section: .response, severity: .warning,
    title: "Parts of a download come without a validator",
    references: ["RFC 9110 section 15.3.7"],
    explanation: """
      Without ETag and Last-Modified nobody can tell whether two parts are of one file. A 206 must \
      carry the validators that a 200 would have carried, so a part without them where another had \
      them comes from another server or code path. Where no response ever has one, clients that \
      are careful do not resume at all: Chromium sends no Range then and starts from 0.
      """,
    hint: "Send a strong ETag with every 200 and 206 of a file, from every node.",
    check: .download(where: .oddExchange) { view in
      guard view.download.isRangeDownload else { return nil }
      var with: RangeExchange?
      var bare: [RangeExchange] = []
      var parts = 0
      for exchange in view.exchanges where exchange.isContent {
        guard let response = exchange.response, response.isComplete else { continue }
        if response.status == 206 { parts += 1 }
        if response.hasValidator {
          with = with ?? exchange
        } else if exchange.request?.hasIfRange != true || response.status == 200 {
          bare.append(exchange)
        }
      }
      let without = bare
      guard let first = without.first, parts > 0 else { return nil }
      if let with {
        guard let later = without.first(where: { $0.id > with.id }) else { return nil }
        return Evidence(
          transactions: [with.id, later.id],
          values: [("given before", validators(with).description)],
          """
          Transaction #\(with.id) carried \(validators(with)); transaction #\(later.id), of the \
          same resource, carries no validator.
          """)
      }
      guard without.count > 1 else { return nil }
      return Evidence(
        transactions: without.prefix(6).map(\.id),
        """
        None of the \(plural(without.count, "response")) with content, from transaction \
        #\(first.id) on, carries an ETag or a Last-Modified.
        """)
    })
}
