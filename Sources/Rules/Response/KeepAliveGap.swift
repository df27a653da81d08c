import HTTP
import Phrases
import Ranges
import Transactions

extension Rule {
  static let keepAliveGap = Rule(
    id: "keep-alive-gap", section: .response, severity: .note,
    title: "The server counted exchanges that are not in the capture",
    explanation: """
      "Keep-Alive: max=" counts down by one with each response of a connection (Apache does so). \
      Between two responses it fell by more than the exchanges seen, so some took place that the \
      capture does not hold: packets were lost by the capturing machine, a capture filter left them \
      out, or the file was cut. What those exchanges carried is unknown, and gaps in the coverage \
      may be theirs.
      """,
    hint: "Capture all between the two addresses, with a larger buffer, close to one of them.",
    check: .connection(where: .counted) { view in
      var before: (max: Int, id: Int)?
      var since = 0
      for exchange in view.exchanges {
        since += 1
        guard let response = exchange.response, let max = response.keepAliveMax else { continue }
        if let last = before, last.max - max > since, let span = exchange.transaction.response {
          let missing = last.max - max - since
          let frame = span.frames.head
          return Evidence(
            transactions: [last.id, exchange.id], connections: [view.connection.id],
            frames: [.init(input: frame.input, first: frame.first, last: frame.first)],
            values: [("max before", "\(last.max)"), ("max now", "\(max)")],
            missing == 1
              ? """
              On connection \(view.connection.id), transaction #\(last.id) says "max=\(last.max)" and \
              transaction #\(exchange.id) "max=\(max)": \(plural(missing, "exchange")) between them \
              is not in the capture.
              """
              : """
              On connection \(view.connection.id), transaction #\(last.id) says "max=\(last.max)" and \
              transaction #\(exchange.id) "max=\(max)": \(plural(missing, "exchange")) between them \
              are not in the capture.
              """)
        }
        before = (max, exchange.id)
        since = 0
      }
      return nil
    })
}
