import Analysis
import HTTP
import Phrases
import Ranges
import Transactions

/// How a resume went on: from which byte, and what vouched for the bytes being of one file.
enum ResumeSentence {
  /// The indices of the exchanges by which a download went on, of those that were answered with a part.
  static func resumes(of download: Download, in report: Report) -> [Int] {
    download.steps.compactMap { step in
      guard case .continuation = step.start,
        report.exchanges.indices.contains(step.exchange - 1)
      else { return nil }
      let exchange = report.exchanges[step.exchange - 1]
      guard exchange.status == 206, !exchange.parts.isEmpty else { return nil }
      return step.exchange - 1
    }
  }

  /// How one of them did.
  static func text(_ exchange: RangeExchange) -> Statement {
    let first = NumberText.grouped(exchange.parts.first?.lowerBound ?? 0)
    return "at byte \(first) by #\(exchange.id), \(grounds(exchange))"
  }

  private static func grounds(_ exchange: RangeExchange) -> Statement {
    guard let text = exchange.request?.ifRangeText else {
      return "with no If-Range: nothing tied it to the bytes before"
    }
    let matched =
      switch exchange.request?.ifRange {
      case .entityTag(let tag)?: exchange.response?.entityTag.map { tag.strongMatch($0) }
      case .date(let date)?:
        exchange.response?.lastModified.map { $0.epochSeconds == date.epochSeconds }
      default: Bool?.none
      }
    return switch matched {
    case true?: "If-Range \(text) matched"
    case false?: "though If-Range \(text) does not match"
    case nil: "under If-Range \(text)"
    }
  }
}
