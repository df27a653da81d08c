import Bytes
import Ranges
public import Transactions

/// Puts the content of responses into the files of a plan, as it passes.
public final class ContentPlacer: ContentSink {
  private let plan: ExtractionPlan
  private let store: PartStore
  /// What keeps it from writing; nothing is written after it.
  public private(set) var failure: OutputFailure?
  /// The transaction that was looked for last, and where it goes: the next bytes are its as well.
  private var last: (transaction: Int, targets: [ExtractionPlan.Target])?

  init(_ plan: ExtractionPlan, _ store: PartStore) {
    self.plan = plan
    self.store = store
  }

  /// Whether the plan has a place for some of it.
  public func wants(_ transaction: Int) -> Bool { plan.targets[transaction] != nil }

  /// Writes bytes where they belong.
  public func receive(_ bytes: RawSpan, of transaction: Int, at offset: Int) {
    if last?.transaction != transaction {
      last = plan.targets[transaction].map { (transaction, $0) }
    }
    guard failure == nil, let last else { return }
    let content = offset..<(offset + bytes.byteCount)
    do throws(OutputFailure) {
      for target in last.targets {
        var index = Self.first(in: target.runs, behind: offset)
        while index < target.runs.count, target.runs[index].content.lowerBound < content.upperBound
        {
          let run = target.runs[index]
          index += 1
          let common = run.content.clamped(to: content)
          guard !common.isEmpty else { continue }
          try store.write(
            bytes.extracting((common.lowerBound - offset)..<(common.upperBound - offset)),
            to: target.file, at: run.position + common.lowerBound - run.content.lowerBound)
        }
      }
    } catch {
      failure = error
    }
  }

  /// The first run that ends behind `offset`.
  private static func first(in runs: [PlacedRun], behind offset: Int) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].content.upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
