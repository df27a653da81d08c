import Analysis
import HTTP
import Phrases
import Ranges
import Rules
import Transactions

/// What happened to a download, because of what, and at what cost: in a sentence.
struct VerdictSentence {
  let report: Report
  let download: Download
  /// The findings of the download.
  let findings: OwnFindings

  /// Findings of one download: few, of which each is of another rule.
  struct OwnFindings {
    let all: ArraySlice<Finding>

    subscript(rule: String) -> Finding? {
      // By its place: a closure is given a copy of each.
      for place in all.indices where all[place].rule == rule { return all[place] }
      return nil
    }
  }

  init(_ report: Report, _ download: Download) {
    self.report = report
    self.download = download
    findings = OwnFindings(all: report.findings(ofDownload: download.id))
  }

  var text: Statement {
    switch download.verdict {
    case .complete: complete
    case .restarted: "\(all) came in the end, but \(fallback)\(wasted).\(doubt)"
    case .mixed: mixed
    case .incomplete: "\(missing)\(shortage)."
    case .partial: partial
    case .refused: refused
    case .unmodified: "The server only said that the client's copy is still good (304)."
    case .redirected: "The server only pointed elsewhere\(answers), and nothing followed."
    case .probed: "Only the header section was asked for (HEAD)."
    case .unanswered: "The capture holds no response."
    case .unknown: unknown
    }
  }

  // MARK: What came

  private var all: Statement {
    switch download.completeLength {
    case let length? where length > 1: "All \(NumberText.grouped(length)) bytes"
    case 1: "The only byte"
    case 0: "Nothing, which is all there is,"
    default: "Every byte"
    }
  }

  private var complete: Statement {
    let isSingular = download.completeLength == 1 || download.completeLength == 0
    let ids = Set(lastVersions.flatMap(\.transactions))
    let count = exchanges.filter { ids.contains($0.id) && !$0.parts.isEmpty }.count
    let by: Statement = count > 1 ? ", by \(NumberText.counted(count, "response"))" : ""
    let of: Statement = lastVersions.count > 1 ? "" : " of one version"
    var text: Statement =
      isSingular ? "\(all)\(of) was delivered\(by)" : "\(all)\(of) were delivered\(by)"
    if lastVersions.count > 1 {
      let validators = NumberText.grouped(lastVersions.count)
      let answered = exchanges.filter { ids.contains($0.id) }
      let nodes = Set(answered.map { $0.answeringNode?.name })
      // Whether several servers stand behind one address, it does not tell unless they are named.
      text =
        Set(answered.map(\.transaction.server)).count > 1 || nodes.count > 1
        ? "\(text) of servers that are out of step: they gave \(validators) validators for one file"
        : "\(text) of one address, which gave \(validators) validators for one file"
    }
    let cuts = exchanges.filter(\.serverBrokeOff).count
    if cuts > 0 {
      text = """
        \(text); the server broke off \(NumberText.counted(cuts, "body", many: "bodies")) before the \
        end, and the client went on each time
        """
    }
    if let ignored = findings["range-ignored"], ignored.severity > .note {
      text =
        "\(text); the server ignored the Range of \(NumberText.counted(ignored.count, "request"))"
    }
    if download.redundantBytes * 20 >= download.deliveredBytes, download.redundantBytes > 0 {
      let share = NumberText.share(download.redundantBytes, of: download.deliveredBytes)
      text = "\(text); \(bytes(download.redundantBytes)) more (\(share)) came for nothing"
    }
    let wrong = findings.all.filter { $0.severity == .error && $0.rule != "body-truncated" }
    if let worst = wrong.max(by: { $0.id > $1.id }) {
      text = "\(text). An error all the same: \(worst.said)"
    }
    return "\(text).\(doubt)"
  }

  /// That what came whole is short and of another type than what came before.
  private var doubt: Statement {
    guard let found = findings["content-type-flipped"], let id = found.transactions.last,
      lastVersions.contains(where: { $0.transactions.contains(id) })
    else { return "" }
    return " It is short and of another type than the content before: perhaps an error page."
  }

  private var partial: Statement {
    let covered = download.covered.reduce(0) { $0 + $1.count }
    let length: Statement =
      download.completeLength.map { " of \(NumberText.grouped($0)) bytes" } ?? " bytes"
    var text: Statement = "\(NumberText.grouped(covered))\(length) came"
    let cuts = download.transactions.reduce(0) {
      $0 + (exchange($1)?.clientBrokeOff ?? false ? 1 : 0)
    }
    if findings["partial-unrequested"] != nil {
      text = "\(text): the server sent a part though the whole was asked for"
    } else if findings["first-range-only"] != nil {
      text = """
        \(text); several ranges were asked for at once, and the server sent the first alone
        """
    } else if findings["content-range-shortened"] != nil {
      text =
        isAllSeen
        ? "\(text); the server sent less than was asked for, and the client did not ask for the rest"
        : "\(text); the server sent less than was asked for, and no request in the capture asks for the rest"
    } else if cuts > 0 {
      let bodies: Statement = cuts == 1 ? "a body" : "\(NumberText.grouped(cuts)) bodies"
      text =
        download.neverAsked(in: report.exchanges).isEmpty
        ? "\(text); the client broke off \(bodies) before the rest came"
        : isAllSeen
          ? "\(text); the client broke off \(bodies) and never asked for all of the rest"
          : "\(text); the client broke off \(bodies), and no request in the capture asks for all of the rest"
    } else {
      text = "\(text)\(unasked)"
    }
    if !download.elsewhere.isEmpty {
      let others = download.elsewhere.map { "download \($0)" as Statement }.joined(separator: ", ")
      text = "\(text); bytes that are missing here came from elsewhere (\(others))"
    }
    return "\(text)."
  }

  /// Whether the rest was asked for, where nothing says why it did not come.
  private var unasked: Statement {
    let never = download.neverAsked(in: report.exchanges)
    if never == download.gaps {
      return isAllSeen
        ? ", all that was asked for; the rest never was"
        : ", all that the requests in the capture asked for; there may have been others"
    }
    if let name = switchedTo {
      let count = exchanges.filter { $0.switchedTo != nil }.count
      let switched = NumberText.counted(count, "connection")
      return "; \(switched) went over to \(name), which was not read"
    }
    return "; no response brought all that was asked for"
  }

  /// The protocol that a connection went over to; `nil`: none did.
  private var switchedTo: Statement? {
    let names = exchanges.compactMap(\.switchedTo)
    guard !names.isEmpty else { return nil }
    return names.first { !$0.isEmpty }.map { Statement(text: $0) } ?? "another protocol"
  }

  private var refused: Statement {
    if findings["resume-already-complete"] != nil {
      return "Nothing was left to fetch: the client asked from the end of the file on\(answers)."
    }
    if findings["precondition-failed"] != nil {
      return "No content was delivered: the condition of the request did not hold\(answers)."
    }
    return "No content was delivered\(answers)."
  }

  private var unknown: Statement {
    if !exchanges.contains(where: { $0.response != nil }) {
      return "The capture holds no response that can be told to be of these requests."
    }
    if !exchanges.contains(where: \.isContent) {
      if let name = switchedTo {
        return "The connection went over to \(name)\(answers), which was not read."
      }
      let statuses = Set(exchanges.filter(\.isGET).compactMap(\.status))
      return statuses.isSubset(of: [204, 205])
        ? "The server answered that there is no content\(answers)."
        : "No response carries content that is known to be of the file\(answers)."
    }
    if findings["content-range-missing"] != nil {
      return "A part came without Content-Range, so nobody can tell where its bytes belong."
    }
    if findings["multipart-malformed"] != nil {
      return "The parts of a multipart body could not be told apart, so nobody can place its bytes."
    }
    if download.completeLength == nil, exchanges.contains(where: \.isContent),
      !exchanges.contains(where: { $0.isContent && $0.response?.isComplete ?? false })
    {
      return "The heads of the responses were cut in the capture, so nobody can tell from it."
    }
    return download.completeLength == nil
      ? "The complete length never appeared, so nobody can tell from this capture."
      : "The capture misses too much to tell."
  }

  var missing: Statement {
    guard let gaps = download.gaps else { return "How much is missing was never told" }
    let count = gaps.reduce(0) { $0 + $1.count }
    let of: Statement? = download.completeLength.map {
      " of \(NumberText.grouped($0)) (\(NumberText.share(count, of: $0)))"
    }
    let numbers = download.missingOf
    let version: Statement = numbers.count == 1 ? " of version \(numbers[0])" : ""
    return "\(bytes(count))\(of ?? "")\(version) never came"
  }

  // MARK: Helpers

  /// Whether all is in the capture that the client may have asked for of what is missing.
  var isAllSeen: Bool { download.unseenRequests == nil }

  /// The exchanges of the download.
  var exchanges: some Sequence<RangeExchange> {
    download.transactions.lazy.compactMap(exchange)
  }

  func exchange(_ id: Int) -> RangeExchange? {
    report.exchanges.indices.contains(id - 1) ? report.exchanges[id - 1] : nil
  }

  func bytes(_ count: Int) -> Statement {
    NumberText.counted(count, "byte")
  }

  /// The versions that the client ended with: several where servers are out of step.
  private var lastVersions: [Version] {
    guard
      let last = download.steps.last(where: { step in
        step.version != nil && !download.isStandIn(step.exchange)
          && !(exchange(step.exchange)?.parts.isEmpty ?? true)
      })?.version, download.mirrorOf.indices.contains(last)
    else { return Array(download.versions.suffix(1)) }
    return download.versions.indices
      .filter { download.mirrorOf[$0] == download.mirrorOf[last] }
      .map { download.versions[$0] }
  }

  /// The statuses that came, each once, in order.
  private var answers: Statement {
    var statuses: [Int] = []
    for case let status? in exchanges.map(\.status) where !statuses.contains(status) {
      statuses.append(status)
    }
    guard !statuses.isEmpty else { return "" }
    return Statement(text: " (\(statuses.prefix(5).map(String.init).joined(separator: ", ")))")
  }
}
