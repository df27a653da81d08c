import Analysis
import HTTP
import Ranges
import Transactions

/// What a download's verdict means here, in a sentence.
struct VerdictSentence {
  private let report: Report

  init(_ report: Report) { self.report = report }

  func text(_ download: Download) -> String {
    switch download.verdict {
    case .complete:
      "\(all(download)) of one version \(came(download))."
    case .restarted:
      "\(all(download)) came in the end, but a resume fell back to byte 0"
        + "\(wasted(download))."
    case .mixed:
      "Bytes of \(NumberText.grouped(max(2, download.versions.count))) versions were delivered, "
        + "and the client went on as if they were one."
    case .incomplete:
      "A body ended short, and its bytes never came later: \(missing(download))."
    case .partial:
      "All that was asked for arrived, and the rest was never asked for: \(missing(download))."
    case .refused:
      "No content was delivered\(answers(download))."
    case .unmodified:
      "The server only said that the client's copy is still good (304)."
    case .redirected:
      "The server only pointed elsewhere\(answers(download)), and nothing followed."
    case .probed:
      "Only the header section was asked for (HEAD)."
    case .unanswered:
      "The capture holds no response."
    case .unknown:
      download.completeLength == nil
        ? "The complete length never appeared, so nobody can tell from this capture."
        : "The capture misses too much to tell."
    }
  }

  private func all(_ download: Download) -> String {
    switch download.completeLength {
    case let length? where length > 1: "All \(NumberText.grouped(length)) bytes"
    case 1: "The only byte"
    case 0: "Nothing, which is all there is,"
    default: "Every byte"
    }
  }

  private func came(_ download: Download) -> String {
    let count = download.versions.last?.transactions.count ?? 0
    let verb = download.completeLength == 1 || download.completeLength == 0 ? "was" : "were"
    return count > 1
      ? "\(verb) delivered, by \(NumberText.counted(count, "response"))" : "\(verb) delivered"
  }

  private func wasted(_ download: Download) -> String {
    download.redundantBytes > 0
      ? ", and \(NumberText.bytes(download.redundantBytes)) came for nothing" : ""
  }

  private func missing(_ download: Download) -> String {
    guard let gaps = download.gaps else { return "how much is missing was never told" }
    let count = gaps.reduce(0) { $0 + $1.count }
    let share =
      download.completeLength.map { ", \(NumberText.share(count, of: $0)) of the whole" } ?? ""
    let verb = count == 1 ? "is" : "are"
    return "\(NumberText.bytes(count)) \(verb) missing in "
      + "\(NumberText.counted(gaps.count, "gap"))\(share)"
  }

  /// The statuses that came, each once, in order.
  private func answers(_ download: Download) -> String {
    var statuses: [Int] = []
    for id in download.transactions where report.exchanges.indices.contains(id - 1) {
      guard let status = report.exchanges[id - 1].transaction.response?.head.status,
        !statuses.contains(status)
      else { continue }
      statuses.append(status)
    }
    guard !statuses.isEmpty else { return "" }
    return " (\(statuses.prefix(5).map(String.init).joined(separator: ", ")))"
  }
}
