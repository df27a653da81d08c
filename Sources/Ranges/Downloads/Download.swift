public import Packets
import Transactions

/// One client fetching one resource.
///
/// Positions are bytes of the representation, half-open. What most downloads have follows from their
/// exchanges and is made when it is asked for; what others have is held apart, so that all are small.
public struct Download: Sendable {
  /// Its number, from 1.
  public var id: Int
  /// Who fetched it.
  public var client: IPAddress
  /// The address of the first content delivered.
  public var url: String
  /// The length of the representation; `nil`: never told.
  public var completeLength: Int?
  /// What was delivered of the version that the client ended with; where servers out of step gave
  /// several validators for one file, of all of these.
  public var covered: [Range<Int>] = []
  /// Content bytes delivered, in all.
  public var deliveredBytes = 0
  /// Bytes delivered more than once, or to a version thrown away.
  public var redundantBytes = 0
  /// The ids of other downloads in which the same client fetched, of a file of this path and length,
  /// bytes that are missing here.
  public var elsewhere: [Int] = []
  /// What may have been asked for of it without the capture showing it; `nil`: nothing, as far as can
  /// be told.
  public var unseenRequests: UnseenRequests? {
    get { unseenAsked?.value }
    set { unseenAsked = newValue.map { Apart($0) } }
  }
  private var unseenAsked: Apart<UnseenRequests>?
  /// What the rest follows from, where all of it is plain.
  fileprivate var exchanges: GroupedExchanges?
  /// The rest, where it does not follow.
  fileprivate var held: DownloadDetails?
  // What takes less than a word.
  /// The number of its group, from 0.
  fileprivate var group: Int32 = 0
  private var row = Int32.max
  /// Whether nothing is to be said of any of its exchanges: each is plain, and the first of all, or goes
  /// on at the end of what was held, or asks elsewhere, and none stood still for a millisecond.
  public private(set) var isUneventful = false
  /// What became of it.
  public var verdict = Verdict.unknown
  /// What makes exchanges one download; part of the key.
  var grouping = DownloadGrouping.resource

  /// A download of which nothing is known but who fetches what.
  public init(id: Int, client: IPAddress, url: String) {
    self.id = id
    self.client = client
    self.url = url
  }

  /// Takes what is to be told of a group of exchanges of which all is plain, of a file of this length.
  mutating func take(
    _ run: borrowing PlainRun, length: Int, _ group: Int, of exchanges: GroupedExchanges,
    by grouping: DownloadGrouping
  ) {
    self.exchanges = exchanges
    self.group = Int32(group)
    self.grouping = grouping
    completeLength = length
    covered = run.covered
    (deliveredBytes, redundantBytes) = (run.deliveredBytes, run.redundantBytes)
    isUneventful = run.isUneventful
    row = Int32(run.longestRow)
    let isWhole =
      length <= 0 || covered.contains { $0.lowerBound <= 0 && $0.upperBound >= length }
    verdict = isWhole ? .complete : .partial
  }

  /// The most of its exchanges in a row of which each may begin where the one before ended, and when it
  /// had.
  public var mostInARow: Int { row == .max ? steps.count : Int(row) }

  /// Whether all of it is plain, of one version and one server.
  public var isPlain: Bool { exchanges != nil }

  /// What each of its GET requests brought, in order.
  ///
  /// - Parameter all: All exchanges of the record; that of id `n` at index `n - 1`.
  /// - Returns: It.
  public func fetched(in all: RangeExchanges) -> [FetchedRange] {
    if let exchanges { return exchanges.fetched(ofGroup: Int(group)) }
    return transactions.compactMap { id in
      guard all.indices.contains(id - 1), all[id - 1].isGET else { return nil }
      return FetchedRange(all[id - 1])
    }
  }

  /// The ids of the first of its transactions that brought anything.
  ///
  /// - Parameters:
  ///   - limit: How many of them, at most.
  ///   - all: All exchanges of the record; that of id `n` at index `n - 1`.
  /// - Returns: the ids, in order.
  public func bringing(_ limit: Int, in all: RangeExchanges) -> [Int] {
    if let exchanges { return exchanges.members[Int(group)].prefix(limit).map { $0 + 1 } }
    var ids: [Int] = []
    for id in transactions where all.indices.contains(id - 1) && !all[id - 1].parts.isEmpty {
      if ids.count == limit { break }
      ids.append(id)
    }
    return ids
  }

  /// The rest of it, to be changed.
  mutating func own() -> DownloadDetails {
    if exchanges == nil, isKnownUniquelyReferenced(&held), let held { return held }
    let own = held.map { DownloadDetails(copying: $0) } ?? derived ?? DownloadDetails()
    own.steps = steps
    held = own
    (exchanges, isUneventful, row) = (nil, false, .max)
    return own
  }

  /// What each of its transactions meant to the client, in the same order.
  public var steps: [Step] {
    get { exchanges?.steps(of: Int(group)) ?? held?.steps ?? [] }
    _modify { yield &own().steps }
  }

  /// What is known of the rest where it is asked for one by one: what is held, or how it follows.
  @inline(__always)
  func part<Value>(
    _ held: (DownloadDetails) -> Value, else derived: (GroupedExchanges, Int) -> Value,
    none: @autoclosure () -> Value
  ) -> Value {
    if let details = self.held { return held(details) }
    return exchanges.map { derived($0, Int(group)) } ?? none()
  }

  private var derived: DownloadDetails? {
    guard let exchanges else { return nil }
    let group = Int(group)
    let details = DownloadDetails()
    details.servers = exchanges.servers(of: group)
    details.versions = exchanges.versions(of: group, covered)
    details.gaps = gaps
    details.transactions = exchanges.ids(of: group)
    details.isRangeDownload = true
    details.mirrorOf = GroupedExchanges.onlyVersion
    details.lastVersion = 0
    return details
  }

  /// The same, with what follows made once: for who asks for much of it.
  public var madeWhole: Download {
    guard exchanges != nil, held == nil else { return self }
    var copy = self
    copy.held = derived
    return copy
  }

  /// What of a length is not in `covered`, which is in order.
  static func gaps(_ covered: [Range<Int>], in length: Int) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    gaps.reserveCapacity(covered.count + 1)
    var end = 0
    for part in covered where end < length {
      if part.lowerBound > end { gaps.append(end..<min(part.lowerBound, length)) }
      end = part.upperBound
    }
    if end < length { gaps.append(end..<length) }
    return gaps
  }
}

/// What few downloads have; nobody changes it.
final class Apart<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}

extension [Download] {
  /// Marks the transactions of all of them, by their numbers less 1.
  public func markTransactions(in isMarked: inout [Bool]) {
    // What is looked at is not copied: there may be as many as transactions.
    withUnsafeBufferPointer { downloads in
      for place in downloads.indices {
        if let exchanges = unsafe downloads[place].exchanges {
          for index in unsafe exchanges.members[Int(downloads[place].group)]
          where index < isMarked.count { isMarked[index] = true }
        } else if let held = unsafe downloads[place].held {
          for id in held.transactions where isMarked.indices.contains(id - 1) {
            isMarked[id - 1] = true
          }
        }
      }
    }
  }
}
