import Analysis
import HTTP
import Packets
import Phrases
import Ranges
import Rules
import Transactions

/// Tells a download as a story: what was asked, what the server said, and what is built on it.
struct Storyteller {
  let report: Report
  let download: Download
  let book: Phrasebook
  let notes: FieldNotes
  /// The time of the first packet, from which times are told.
  private let origin: Timestamp?
  /// What the client holds of the version it is at, in order and disjoint.
  var held: [Range<Int>] = []
  /// The version that `held` is of, as the first of those that are one file.
  var heldVersion: Int?
  /// The length as it is known so far.
  var length: Int?

  /// Of more exchanges than these only the first and the last are told.
  private static let told = (first: 8, last: 4)

  init(_ report: Report, _ download: Download, _ book: Phrasebook) {
    self.report = report
    self.download = download
    self.book = book
    notes = FieldNotes(book: book)
    origin =
      report.inputs.compactMap(\.firstTime).min() ?? report.exchanges.map(\.transaction.time).min()
  }

  /// The whole story.
  mutating func tell() -> Walkthrough {
    let steps = download.steps.isEmpty ? download.transactions.map(Step.init) : download.steps
    var told: [WalkthroughStep] = []
    var left = 0
    for (index, step) in steps.enumerated() {
      guard let exchange = exchange(step.exchange) else { continue }
      let isTold = index < Self.told.first || index >= steps.count - Self.told.last
      if isTold, left > 0 {
        told.append(WalkthroughStep(heading: book(.storyLeftOut, ["n": .number(left)])))
        left = 0
      }
      let asked = request(exchange, step)
      let answered = answer(exchange, step)
      if isTold { told += [asked, answered] } else { left += 1 }
    }
    told += ending()
    sayOnce(&told)
    return Walkthrough(
      title: book(.storyTitle, ["id": .number(download.id), "url": .text(download.url)]),
      introduction: introduction(), steps: told)
  }

  /// What a field means is told where it first occurs; after that the step is named.
  private func sayOnce(_ told: inout [WalkthroughStep]) {
    var first: [String: Int] = [:]
    // The last validators, as a student should see when they change.
    var last: [String: (value: String, step: Int)] = [:]
    for index in told.indices {
      for field in told[index].fields.indices {
        let note = told[index].fields[field].note
        let (name, value) = (told[index].fields[field].name, told[index].fields[field].value)
        let before = last[name]
        if ["ETag", "Last-Modified"].contains(name) { last[name] = (value, index + 1) }
        if let before, before.value != value {
          told[index].fields[field].note = book(.fieldChanged, ["n": .number(before.step)])
        } else if let step = first[note], step < index + 1 {
          told[index].fields[field].note = book(.fieldAsBefore, ["n": .number(step)])
          told[index].fields[field].isReference = true
        } else {
          first[note] = index + 1
        }
      }
    }
  }

  private func introduction() -> [String] {
    let servers = download.servers.map(\.description).joined(separator: book(", "))
    var lines = [
      book(
        .storyWho,
        [
          "client": .text(download.client.description),
          "servers": .text(servers.isEmpty ? book(.storyNobody) : servers),
          "n": .number(download.transactions.count),
        ])
    ]
    if let length = download.completeLength, length > 0 {
      lines.append(
        book(.storyLength, ["length": .number(length), "last": .number(length - 1)]))
    } else if download.completeLength == nil {
      lines.append(book(.storyLengthUnknown))
    }
    lines.append(book(.storyIdea))
    return lines
  }

  // MARK: What steps share

  /// The exchange of this id.
  func exchange(_ id: Int) -> RangeExchange? {
    report.exchanges.indices.contains(id - 1) ? report.exchanges[id - 1] : nil
  }

  /// Where a message stands in the capture.
  func place(_ frames: FrameSpans, _ time: Timestamp, _ transaction: Transaction) -> String {
    book(
      .labelWhere,
      [
        "frames": .text(FrameText.text(frames.all, inputs: report.inputs.count)),
        "connection": .number(transaction.connection),
        "time": .text(NumberText.seconds(nanoseconds: origin.map { time.since($0) } ?? 0)),
      ])
  }

  /// A filter for the packets of a message's head.
  func filter(_ frames: FrameSpans) -> String { "frame.number == \(frames.head.first)" }

  /// `0–32,767, 65,536–98,303`, and a mark where there are more than `limit`.
  func spans(_ ranges: some Collection<Range<Int>>, limit: Int = 4) -> String {
    let shown = ranges.filter { !$0.isEmpty }.prefix(limit).map { range in
      "\(NumberText.grouped(range.lowerBound))–\(NumberText.grouped(range.upperBound - 1))"
    }
    return shown.joined(separator: ", ") + (ranges.count > limit ? ", …" : "")
  }

  /// Bytes that the client holds.
  var heldBytes: Int { held.reduce(0) { $0 + $1.count } }

  /// The first of the versions that are one file with that of `step`.
  func root(_ version: Int?) -> Int? {
    guard let version else { return nil }
    return download.mirrorOf.indices.contains(version) ? download.mirrorOf[version] : version
  }

  /// Takes what an exchange brought.
  mutating func take(_ exchange: RangeExchange, _ step: Step) {
    // What stands in the place of the file is none of it.
    if download.isStandIn(exchange.id) { return }
    if let told = exchange.completeLength { length = told }
    let parts = exchange.parts.filter { !$0.isEmpty }
    guard !parts.isEmpty else { return }
    let version = root(step.version)
    // A 200 that restarts, and a part of another version, begin anew.
    if version != heldVersion || (exchange.status == 200 && step.discarded > 0) { held = [] }
    heldVersion = version
    held = CoverageMap.union(held + parts)
  }
}
