import Analysis
import HTTP
import Packets
import Phrases
import Ranges
import Rules
import Transactions

/// Why a download went as it did.
extension VerdictSentence {
  /// How a resume came to begin again.
  var fallback: Statement {
    let step = download.steps.first { step in
      exchange(step.exchange)?.status == 200 && (step.isContinuation || step.discarded > 0)
    }
    let first = step.flatMap { exchange($0.exchange) }?.request?.range?.firstPosition()
    let place: Statement =
      first.map { "the resume at byte \(NumberText.grouped($0))" } ?? "a resume"
    let reason: Statement =
      if findings["if-range-weak-etag"] != nil {
        "its If-Range carried a weak tag, which never matches"
      } else if findings["if-range-unknown-validator"] != nil {
        "its If-Range carried a validator that the server never gave"
      } else if findings["mirror-validators-differ"] != nil {
        "another server answered, with another validator for the same file"
      } else if findings["resume-restarted"] != nil {
        download.versions.count > 1
          ? "the file had changed\(change)" : "its If-Range did not match"
      } else if findings["if-range-matched-but-200"] != nil {
        "the server sent everything although If-Range matched"
      } else {
        "the server ignored the Range"
      }
    return "\(place) fell back to byte 0 because \(reason)"
  }

  /// From which validator to which, where one is a change of the other.
  private var change: Statement {
    guard download.versions.count > 1, let new = download.versions.last?.etag,
      let old = download.versions.dropLast().last?.etag
    else { return "" }
    return " (ETag \(old), then \(new))"
  }

  /// What crossed the network for nothing.
  var wasted: Statement {
    guard download.redundantBytes > 0 else { return "" }
    return "; \(bytes(download.redundantBytes)) came for nothing"
  }

  var mixed: Statement {
    if download.joins.isEmpty, let found = download.divergence, found.isJoined {
      return """
        The client joined parts that are not of one file: #\(found.earlier) and #\(found.later) \
        both brought \(NumberText.range(found.block)) and differ there, and no header tells them \
        apart: what it has may be corrupt.
        """
    }
    let count = NumberText.grouped(max(2, download.joins.isEmpty ? 2 : kinds))
    var text: Statement = "The client put bytes of \(count) versions into one file"
    if let join = download.joins.first,
      let step = download.steps.first(where: { $0.exchange == join }),
      let old = step.currentVersion, let new = step.version, let part = exchange(join)?.parts.first
    {
      let before = download.versions[old].covered.compactMap { range -> Range<Int>? in
        let clipped = range.clamped(to: 0..<max(part.lowerBound, 0))
        return clipped.isEmpty ? nil : clipped
      }
      if !before.isEmpty {
        text = """
          \(text), \(NumberText.ranges(before, limit: 2)) of \(name(download.versions[old])) and \
          \(NumberText.range(part)) of \(name(download.versions[new]))
          """
      }
    }
    return download.joins.isEmpty
      ? "\(text), because \(joinReason)."
      : "\(text), because \(joinReason): the file that it has is corrupt."
  }

  private var kinds: Int { Set(download.mirrorOf).count }

  private func name(_ version: Version) -> Statement {
    if Set(download.versions.map(\.contentEncoding)).count > 1 {
      return version.contentEncoding.map { "the \($0) form" } ?? "the plain form"
    }
    let lengths = Set(download.versions.map(\.completeLength))
    if lengths.count > 1, let length = version.completeLength {
      return "a file of \(NumberText.grouped(length)) bytes"
    }
    return version.etag.map { "ETag \($0)" } ?? version.lastModified.map { "Last-Modified \($0)" }
      ?? "a version without validator"
  }

  private var joinReason: Statement {
    if findings["if-range-ignored"] != nil {
      return "the server answered with a part although If-Range did not match"
    }
    if findings["if-range-weak-honoured"] != nil {
      return "the server took a weak tag in If-Range for a match"
    }
    if findings["encoded-slice"] != nil {
      return "the server cut the range first and compressed it after"
    }
    let codings = Set(download.versions.map { $0.contentEncoding ?? "identity" })
    if codings.count > 1 {
      return codings.sorted().dropFirst().reduce("one came coded as \(codings.min() ?? "")") {
        "\($0), the other as \($1)"
      }
    }
    let lengths = download.versions.compactMap(\.completeLength)
    if findings["complete-length-changed"] != nil, let old = lengths.first, let new = lengths.last {
      return """
        the length of the file changed from \(NumberText.grouped(old)) to \
        \(NumberText.grouped(new)) in between
        """
    }
    if findings["resume-without-validator"] != nil {
      return "the file was replaced in between and the resume carried no If-Range"
    }
    return "the file was replaced in between"
  }

  /// Why bytes never came, after a colon.
  var shortage: Statement {
    guard report.causes.indices.contains(download.id - 1),
      let cause = report.causes[download.id - 1], report.findings.indices.contains(cause - 1)
    else { return "" }
    let finding = report.findings[cause - 1]
    let id = finding.transactions.last ?? 0
    switch finding.rule {
    case "content-type-flipped": return ": \(standIn(id))"
    case "resume-refused": return ": \(refusal(id))"
    case "resume-restarted": return ": \(fallback), and \(brokenOff(id))\(wasted)"
    case "body-truncated": return ": \(truncation(id))"
    case "unsatisfied-yet-satisfiable": return ": the server refused a range of the file with 416"
    case "precondition-failed":
      return ": the resume was tied to a validator that no longer holds (412)"
    case "content-range-length": return ": Content-Length and Content-Range of a part disagree"
    case "encoded-slice": return ": the server cut the range first and compressed it after"
    case "range-ignored":
      return ": the server ignored the Range and sent everything, and \(brokenOff(id))\(wasted)"
    case "reopen-amplification":
      let bodies = NumberText.counted(finding.transactions.count, "body", many: "bodies")
      return ": the client opened long ranges again and again and broke off \(bodies)\(wasted)"
    case "request-unanswered": return ": a request was never answered"
    default: return ""
    }
  }

  /// A short answer of another type, in place of the rest.
  private func standIn(_ id: Int) -> Statement {
    guard let exchange = exchange(id), let status = exchange.status else {
      return "a short answer of another type came in place of the rest"
    }
    let type = exchange.response?.contentType.flatMap { MediaType($0) }?.essence ?? "?"
    return """
      in place of the rest came #\(id), \(bytes(exchange.transaction.body.delivered)) of \(type) \
      with status \(status), most likely an error page
      """
  }

  private func refusal(_ id: Int) -> Statement {
    guard let exchange = exchange(id), let status = exchange.status else {
      return "a resume failed"
    }
    let first = exchange.request?.range?.firstPosition() ?? 0
    var expired: Statement = ""
    if exchange.hasSignedAddress, [400, 401, 403, 410].contains(status) {
      switch exchange.secondsPastExpiry {
      case let late? where late > 0:
        let seconds = NumberText.counted(Int(clamping: late), "second")
        expired = ", \(seconds) after its signed address had expired"
      case .some: expired = ", though its signed address still held"
      case nil: expired = ", most likely as the signature in its address has expired"
      }
    }
    return "the resume at byte \(NumberText.grouped(first)) was refused with \(status)\(expired)"
  }

  private func brokenOff(_ id: Int) -> Statement {
    guard let exchange = exchange(id) else { return "that ended early" }
    let came = bytes(exchange.transaction.body.delivered)
    return exchange.clientBrokeOff
      ? "the client broke that off after \(came)" : "that ended after \(came)"
  }

  private func truncation(_ id: Int) -> Statement {
    var id = id
    for exchange in exchanges where exchange.serverBrokeOff { id = exchange.id }
    guard let cut = exchange(id) else { return "a connection ended early" }
    let who: Statement = cut.serverBrokeOff ? "the server or the network" : "the client"
    let after: Statement =
      !isAllSeen
      ? "no request in the capture asks for the rest"
      : cut.serverBrokeOff ? "nobody fetched the rest" : "it never asked for the rest"
    let body = cut.transaction.body
    let came = NumberText.grouped(body.delivered)
    guard let expected = body.expected.map(NumberText.grouped) else {
      return "\(who) ended the connection after \(came) bytes of #\(cut.id), and \(after)"
    }
    return """
      \(who) ended the connection after \(came) of \(expected) bytes of #\(cut.id), and \(after)
      """
  }
}
