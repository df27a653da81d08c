public import Analysis
import Bytes
import Digests
import HTTP
import Ranges
import Transactions

/// Which response writes which bytes to which file, made of a report: no file is touched.
public struct ExtractionPlan: Sendable {
  /// A download that gets no file though it has content.
  public struct LeftOut: Sendable {
    /// Its id.
    public var download: Int
    /// Its address.
    public var url: String
    /// The length that its file would have had, in bytes.
    public var length: Int
  }

  /// Where the content of a response goes.
  struct Target: Sendable {
    /// The index of the file.
    var file: Int
    /// The runs of the content that go there, in its order.
    var runs: [PlacedRun]
  }

  /// What the list of all files is called.
  public static let manifestName = "manifest.json"

  /// The files, in the order of their downloads.
  public private(set) var files: [PlannedFile] = []
  /// What is longer than `maxSize`.
  public private(set) var tooLong: [LeftOut] = []
  /// How many more files there would have been but for `maxFiles`.
  public private(set) var beyond = 0
  /// By the place of the transaction, from 0, in the order in which they were met.
  private(set) var targets: [Int: [Target]] = [:]
  private var names = FileNames()
  private let options: ExtractionOptions

  /// What to write of the downloads of `report`.
  public init(_ report: Report, options: ExtractionOptions = ExtractionOptions()) {
    self.options = options
    for download in report.downloads { add(download, report) }
  }

  private mutating func add(_ download: Download, _ report: Report) {
    let contents = zip(download.steps, download.transactions).compactMap { step, id in
      step.version.map { Content(exchange: report.exchanges[id - 1], version: $0) }
    }
    // Versions that are one file on servers out of step go by the first of them.
    var kinds: [Int: [Content]] = [:]
    for content in contents {
      kinds[download.mirrorOf[content.version], default: []].append(content)
    }
    let found = kinds.filter { Self.hasContent($0.value) }.sorted { $0.key < $1.key }
    let name = NameSource.name(contents.map(\.exchange), url: download.url)
    for (index, kind) in found.enumerated() {
      let number = index + 1
      if let revision = options.revision, revision != number { continue }
      add(
        kind.value, .version(number), download, report,
        named: found.count > 1 ? name.with(".v\(number)") : name)
    }
    if options.joins, let joined = Self.joined(contents, download) {
      add(joined, .joined, download, report, named: name.with(".joined"))
    }
  }

  private mutating func add(
    _ contents: [Content], _ kind: PlannedFile.Kind, _ download: Download, _ report: Report,
    named name: FileName
  ) {
    let used = Set(contents.map(\.version)).sorted()
    let versions = used.map { download.versions[$0] }
    var delivered = IntervalSet()
    for content in contents { for part in content.exchange.parts { delivered.insert(part) } }
    let last = contents.last.flatMap { download.versions[$0.version].completeLength }
    var file = PlannedFile(
      name: name, kind: kind, download: download.id, url: download.url, client: download.client,
      verdict: download.verdict, versions: versions,
      completeLength: kind == .joined ? last : versions.lazy.compactMap(\.completeLength).first,
      delivered: delivered.ranges,
      parts: contents.compactMap { Self.part($0.exchange, report) },
      promised: kind == .joined ? [] : Self.promised(contents))
    guard file.length <= options.maxSize else {
      tooLong.append(LeftOut(download: download.id, url: download.url, length: file.length))
      return
    }
    guard files.count < options.maxFiles else {
      beyond += 1
      return
    }
    file.name =
      names.take(name) { candidate in
        var named = file
        named.name = candidate
        let all = [named.mapName, named.mapfileName, named.decodedName]
        return FileNames.Family(file: candidate, others: all)
      }.file
    for content in contents {
      // No more than what was there at the first reading.
      let whole = 0..<content.exchange.transaction.body.extent
      let runs = content.exchange.placedRuns.compactMap { run in
        run.content.overlaps(whole)
          ? PlacedRun(content: run.content.clamped(to: whole), position: run.position) : nil
      }
      guard !runs.isEmpty else { continue }
      targets[content.exchange.transaction.serial - 1, default: []].append(
        Target(file: files.count, runs: runs))
    }
    files.append(file)
  }

  /// A response with content, and the version that it is of.
  private struct Content {
    var exchange: RangeExchange
    var version: Int
  }

  /// Whether there is anything to write: bytes, or the certainty that there are none.
  private static func hasContent(_ contents: [Content]) -> Bool {
    contents.contains { content in
      !content.exchange.parts.isEmpty
        || (content.exchange.status == 200 && content.exchange.completeLength == 0
          && content.exchange.transaction.body.end == .complete)
    }
  }

  /// What a client that minds no validator has in the end: a 200 begins the file anew, a 206 goes
  /// where its Content-Range says; `nil` where that is one version.
  private static func joined(_ contents: [Content], _ download: Download) -> [Content]? {
    var kept: [Content] = []
    var kind: Int?
    for content in contents where !content.exchange.parts.isEmpty {
      let own = download.mirrorOf[content.version]
      if content.exchange.status == 200, content.exchange.partLabelledFull == nil, own != kind {
        kept = []
      }
      kept.append(content)
      kind = own
    }
    return Set(kept.map { download.mirrorOf[$0.version] }).count > 1 ? kept : nil
  }

  private static func part(_ exchange: RangeExchange, _ report: Report) -> PlannedFile.Part? {
    guard let response = exchange.transaction.response, !exchange.parts.isEmpty else { return nil }
    let connection = exchange.transaction.connection
    return PlannedFile.Part(
      transaction: exchange.id,
      stream: report.connections.indices.contains(connection - 1)
        ? report.connections[connection - 1].stream : nil,
      frames: response.frames, status: response.head.status,
      contentRange: exchange.response?.contentRangeText, delivered: Array(exchange.parts))
  }

  /// The digests of the whole that the heads give, each once.
  private static func promised(_ contents: [Content]) -> [PromisedDigest] {
    var found: [PromisedDigest] = []
    for content in contents {
      guard let head = content.exchange.transaction.response?.head else { continue }
      for digest in PromisedDigest.all(in: head.fields)
      where !digest.source.isOfContent && !found.contains(digest) && found.count < 16 {
        found.append(digest)
      }
    }
    return found
  }
}
