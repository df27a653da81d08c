import Analysis
import Packets
import Phrases
import Ranges
import Rules

/// One block a download.
extension TextPage {
  /// Bars for more versions than these would be no overview.
  private static let barsShown = 6
  /// Resumes told one by one.
  private static let resumesShown = 4
  /// Where the values of a block's facts begin.
  private static let factIndent = 16

  mutating func writeDownload(_ download: Download) throws {
    try section("Download \(download.id)")
    let verdict = say(Statement(words: download.verdict.rawValue)).uppercased()
    let indent = TerminalText.width(verdict) + 2
    let sentence = safe(say(VerdictSentence(report, download).text))
    try eachLine(of: sentence, to: width - indent) { page, octets, isFirst in
      if isFirst { page.write(verdict, page.ink(download.verdict)) }
      page.writeBlanks(isFirst ? 2 : indent)
      page.style.paint(octets, .plain, to: &page.buffer)
      try page.endLine()
    }
    write(safe(download.url, upTo: max(400, 4 * width)), .bold)
    try endLine()
    if let cause = cause(of: download) { try fact("because", cause) }
    try fact("key", safe(say(download.key.text), upTo: 4 * width))
    for alias in download.aliases { try fact("also as", safe(alias, upTo: 4 * width)) }
    if let length = download.completeLength { try fact("length", say(NumberText.bytes(length))) }
    let servers = download.servers.map(\.description).joined(separator: say(", "))
    try fact(
      "between",
      servers.isEmpty
        ? say("\(download.client) and nobody") : say("\(download.client) and \(servers)"))
    for (index, version) in download.versions.enumerated() {
      let label: Statement = download.versions.count > 1 ? "version \(index + 1)" : "version"
      try fact(label, describe(version, of: download))
    }
    if download.deliveredBytes > 0 {
      var delivered = NumberText.bytes(download.deliveredBytes)
      if download.redundantBytes > 0 {
        delivered = "\(delivered), \(NumberText.bytes(download.redundantBytes)) of them redundant"
      }
      try fact("delivered", say(delivered))
    }
    if let rate = TransferRate(download, in: report.exchanges) {
      try fact("rate", say(NumberText.rate(rate.bytesPerSecond, over: rate.nanoseconds)))
    }
    try writeDigests(download)
    if let gaps = download.gaps, !gaps.isEmpty {
      try fact("missing", say(download.missing(gaps, limit: 6)))
    }
    if !download.unseen.isEmpty {
      try fact("not captured", say(NumberText.ranges(download.unseen, limit: 6)))
    }
    try writeResumes(download)
    try writeCoverage(download)
    try line()
    try writeTable(
      download.transactions.map { $0 - 1 }.filter(report.exchanges.indices.contains), of: download)
    try writeFindings(report.findings(ofDownload: download.id))
  }

  /// How the parts were joined: where each resume went on, and on what grounds.
  private mutating func writeResumes(_ download: Download) throws {
    let resumes = ResumeSentence.resumes(of: download, in: report)
    for resume in resumes.prefix(Self.resumesShown) {
      try fact("resumed", safe(say(ResumeSentence.text(report.exchanges[resume])), upTo: 4 * width))
    }
    if resumes.count > Self.resumesShown {
      let more = NumberText.counted(resumes.count - Self.resumesShown, "more resume")
      try fact("", say("and \(more)"))
    }
  }

  /// The exchange of this id.
  func exchange(_ id: Int) -> RangeExchange? {
    report.exchanges.indices.contains(id - 1) ? report.exchanges[id - 1] : nil
  }

  mutating func fact(_ label: Statement, _ text: String) throws {
    try paragraph(text, indent: Self.factIndent, label: "  " + say(label))
  }

  private func cause(of download: Download) -> String? {
    guard download.verdict != .complete, report.causes.indices.contains(download.id - 1),
      let id = report.causes[download.id - 1], report.findings.indices.contains(id - 1)
    else { return nil }
    return "\(safe(book.title(report.findings[id - 1]))) [\(safe(report.findings[id - 1].rule))]"
  }

  private func describe(_ version: Version, of download: Download) -> String {
    var facts: [Statement] = []
    if let etag = version.etag { facts.append(Statement(text: "ETag \(safe(etag, upTo: 200))")) }
    if let date = version.lastModified {
      facts.append(Statement(text: "Last-Modified \(safe(date, upTo: 100))"))
    }
    if facts.isEmpty {
      facts.append(whyBare(version))
    }
    if let coding = version.contentEncoding { facts.append("coded as \(safe(coding, upTo: 50))") }
    if download.versions.count > 1 || version.completeLength != download.completeLength {
      let count = version.covered.reduce(0) { $0 + $1.count }
      facts.append(
        version.completeLength.map {
          "\(NumberText.grouped(count)) of \(NumberText.grouped($0)) bytes came"
        } ?? "\(NumberText.grouped(count)) of an unknown number of bytes came")
    }
    if let reading = version.tagReading {
      facts.append(Statement(text: safe(say(reading.text), upTo: 200)))
    }
    return say(facts.joined(separator: ", "))
  }

  /// Why a version shows no validator.
  private func whyBare(_ version: Version) -> Statement {
    let exchanges = version.transactions.compactMap { exchange($0) }
    if exchanges.contains(where: { $0.response?.isComplete ?? false }) { return "no validator" }
    return exchanges.contains { $0.serverBrokeOff || $0.clientBrokeOff }
      ? "no validator came: the connection ended within the head"
      : "its validator is not in the capture: heads were cut"
  }

  /// A bar for each version; one for those that are the same file on servers out of step.
  private mutating func writeCoverage(_ download: Download) throws {
    let groups = VersionGroup.groups(of: download)
    let shown = groups.suffix(Self.barsShown)
    if shown.count < groups.count {
      let left = NumberText.counted(groups.count - shown.count, "older version")
      try line()
      try line("  " + say("\(left) not drawn"))
    }
    for group in shown {
      let exchanges = group.transactions.compactMap { exchange($0) }
      let map = CoverageMap(
        length: group.completeLength, covered: group.covered,
        parts: exchanges.flatMap(\.parts), unseen: exchanges.flatMap(\.unseen))
      let lines = CoverageBar(map: map, style: style, book: book).lines(width: width - 4)
      guard !lines.isEmpty else { continue }
      try line()
      if groups.count > 1 {
        let numbers = group.versions.map { String($0 + 1) }.joined(separator: ", ")
        try paragraph(say("version \(numbers)"), indent: 2)
      }
      for text in lines {
        writeBlanks(2)
        try line(text)
      }
    }
  }

  func ink(_ verdict: Verdict) -> TextStyle.Ink { Self.ink(of: verdict) }

  static func ink(of verdict: Verdict) -> TextStyle.Ink {
    switch verdict {
    case .complete: .boldGreen
    case .mixed, .incomplete, .refused: .boldRed
    case .restarted: .boldYellow
    case .unanswered, .unknown: .boldMagenta
    case .partial, .unmodified, .redirected, .probed: .boldCyan
    }
  }
}
