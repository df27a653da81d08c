import Bytes
import Packets
import Phrases
import Ranges
import Transactions

/// Equal findings of one download, on their way to becoming one.
struct FindingDraft {
  private(set) var severity: Severity
  private var count = 1
  /// The one that speaks for all, with what all of them concern.
  private var evidence: Evidence

  init(_ evidence: Evidence, _ severity: Severity) {
    self.severity = severity
    self.evidence = evidence
  }

  /// Adds one more; the first of the severest speaks for all.
  mutating func add(_ other: Evidence, _ severity: Severity) {
    count += 1
    if severity > self.severity {
      let before = evidence
      self.severity = severity
      evidence = other
      evidence.transactions += before.transactions
      evidence.connections += before.connections
      evidence.frames += before.frames
    } else if count <= FindingDetails.limit {
      evidence.transactions += other.transactions
      evidence.connections += other.connections
      evidence.frames += other.frames
    }
  }

  /// The finding, without its number.
  ///
  /// - Parameters:
  ///   - text: what the rule that found it says.
  ///   - download: the id of the download in which it was found.
  ///   - record: where it was found.
  ///   - asking: the source of those whose rules are asked again.
  /// - Returns: the finding.
  func finding(
    of text: RuleText, download: Int?, in record: TrafficRecord, asking: FindingSource
  ) -> Finding {
    let isAskedAgain = text.check != nil && download != nil && count == 1
    var finding = Finding(
      text, severity, count: count,
      source: isAskedAgain ? asking : FindingSource(FindingDetails(evidence, in: record)))
    finding.download = download
    return finding
  }
}

/// Wireshark display filters.
enum DisplayFilter {
  /// Selects the packets at `places`, which are in order: those of the first input among them.
  static func frames(_ places: [FrameSpans.Span]) -> String {
    guard let input = places.first?.input else { return "" }
    var text = ByteBuffer(capacity: 128)
    if places[0].first == places[0].last, !places.dropFirst().contains(where: { $0.input == input })
    {
      text.append("frame.number == ")
      text.append(decimal: places[0].first)
      return text.text
    }
    text.append("frame.number in {")
    var isFirst = true
    for place in places where place.input == input {
      if !isFirst { text.append(", ") }
      isFirst = false
      text.append(decimal: place.first)
      if place.first != place.last {
        text.append("..")
        text.append(decimal: place.last)
      }
    }
    text.append("}")
    return text.text
  }
}
