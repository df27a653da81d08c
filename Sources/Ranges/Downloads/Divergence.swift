import HTTP
import Transactions

/// Two responses of one version that brought other bytes for the same positions.
public struct Divergence: Equatable, Sendable {
  /// The id of the exchange that began first.
  public var earlier: Int
  /// The id of the other.
  public var later: Int
  /// The first block that differs: positions of the representation, half-open.
  public var block: Range<Int>
  /// Whether the client put bytes of both into one copy.
  public var isJoined: Bool
}

/// Looks for bodies of one download that differ where they should be equal.
struct DivergenceSearch {
  private struct Copy {
    var step: Int
    var id: Int
    var version: Int
    var fingerprint: ContentFingerprint
  }

  /// The bodies that can be compared, by position.
  private let copies: [Copy]
  private let steps: [Step]
  private let exchanges: RangeExchanges
  private let group: ExchangeGroups.Members
  /// For each step the copy of the file that the client was at: it grows by one whenever the client
  /// fetches all of it anew.
  private let attempt: [Int]
  /// The last step whose content brought anything.
  private let lastContent: Int?

  /// How many earlier bodies of a position are held against a body that brings it again.
  private static let reach = 8

  /// Over the exchanges of a download, at the indices `group`, and what each meant.
  ///
  /// `nil`: fewer than two bodies can be compared.
  init?(_ download: Download, _ exchanges: RangeExchanges, _ group: ExchangeGroups.Members) {
    var copies: [Copy] = []
    for (number, step) in download.steps.enumerated() {
      if let version = step.version,
        let print = exchanges[group[number]].transaction.body.fingerprint
      {
        copies.append(
          Copy(step: number, id: step.exchange, version: version, fingerprint: print))
      }
    }
    guard copies.count > 1 else { return nil }
    // By position, so that only neighbours can overlap.
    copies.sort {
      ($0.fingerprint.range.lowerBound, $0.step) < ($1.fingerprint.range.lowerBound, $1.step)
    }
    self.copies = copies
    steps = download.steps
    self.exchanges = exchanges
    self.group = group
    var attempt: [Int] = []
    var number = 0
    for (step, index) in zip(download.steps, group) {
      let had = step.currentVersion.flatMap { download.versions[$0].completeLength }
      if exchanges[index].beginsCopy || had.map({ step.held >= $0 && $0 > 0 }) ?? false {
        number += 1
      }
      attempt.append(number)
    }
    self.attempt = attempt
    lastContent = group.lastIndex { !exchanges[$0].parts.isEmpty }
  }

  /// Whether any of the bodies begins before the end of one before it: nothing is found elsewhere.
  static func mayFind(_ exchanges: RangeExchanges, _ group: ExchangeGroups.Members) -> Bool {
    var end = Int.min
    for index in group {
      guard let range = exchanges[index].transaction.body.fingerprint?.range else { continue }
      if range.lowerBound < end { return true }
      end = range.upperBound
    }
    return false
  }

  /// The first pair that the client joined; where there is none, the first pair that differs though
  /// the tag promises that it does not.
  ///
  /// Takes O(n log n) in the number of bodies: each is held against few others.
  func first() -> Divergence? {
    var kept: [Copy] = []
    var best: Divergence?
    for copy in copies {
      kept.removeAll {
        $0.fingerprint.range.upperBound <= copy.fingerprint.range.lowerBound
      }
      for other in kept where other.version == copy.version {
        guard let block = copy.fingerprint.firstDifference(from: other.fingerprint) else {
          continue
        }
        let (a, b) = copy.step < other.step ? (copy, other) : (other, copy)
        let isJoined = attempt[a.step] == attempt[b.step] && !hasNoticed(b.step)
        guard isJoined || best == nil && isPromised(a.step, b.step) else { continue }
        best = Divergence(earlier: a.id, later: b.id, block: block, isJoined: isJoined)
        if isJoined { return best }
      }
      kept.append(copy)
      if kept.count > Self.reach { kept.removeFirst() }
    }
    return best
  }

  /// Whether both carry one strong tag, and one of them is a part or came in place of one: a whole
  /// fetched again is another copy.
  ///
  /// Source: RFC 9110 §8.8.1.
  private func isPromised(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (exchanges[group[a]], exchanges[group[b]])
    guard first.status == 206 || second.status == 206 || steps[b].isContinuation,
      let tag = first.response?.strongTag, let other = second.response?.strongTag
    else { return false }
    return tag.strongMatch(other)
  }

  /// Whether the client broke this body off and asked for nothing more.
  private func hasNoticed(_ step: Int) -> Bool {
    exchanges[group[step]].clientBrokeOff && lastContent == step
  }
}

extension RangeExchange {
  /// Whether it brings the file from its first byte to its last, in place of what was there.
  fileprivate var beginsCopy: Bool {
    if status == 200 { return partLabelledFull == nil }
    guard promised.count == 1, let completeLength, completeLength > 0 else { return false }
    return promised[0] == 0..<completeLength
  }
}
