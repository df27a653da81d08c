public import Packets

/// One client fetching one resource.
///
/// Positions are bytes of the representation, half-open. What few have is held apart, so that all
/// others are small.
public struct Download: Sendable {
  /// Its number, from 1.
  public var id: Int
  /// Who fetched it.
  public var client: IPAddress
  /// The address of the first content delivered.
  public var url: String
  /// What its exchanges have in common.
  public var key: DownloadKey {
    get { ownKey?.value ?? DownloadKey(grouping) }
    set {
      grouping = newValue.grouping
      ownKey = newValue == DownloadKey(grouping) ? nil : Apart(newValue)
    }
  }
  /// What makes exchanges one download; part of the key.
  var grouping = DownloadGrouping.resource
  /// Its key, where it is more than a grouping.
  private var ownKey: Apart<DownloadKey>?
  /// Other addresses of the same resource.
  public var aliases: [String] = []
  /// Who served it, in the order of their first answers.
  public var servers: [Endpoint] = []
  /// The length of the representation; `nil`: never told.
  public var completeLength: Int?
  /// Each distinct representation, oldest first.
  public var versions: [Version] = []
  /// What was delivered of the version that the client ended with; where servers out of step gave
  /// several validators for one file, of all of these.
  public var covered: [Range<Int>] = []
  /// What of that version is missing; `nil` while its length is unknown.
  public var gaps: [Range<Int>]?
  /// Of `covered`, what was inferred from acknowledgements only.
  public var unseen: [Range<Int>] = []
  /// Content bytes delivered, in all.
  public var deliveredBytes = 0
  /// Bytes delivered more than once, or to a version thrown away.
  public var redundantBytes = 0
  /// What became of it.
  public var verdict = Verdict.unknown
  /// The ids of its transactions, in the order in which they began.
  public var transactions: [Int] = []
  /// What each of its transactions meant to the client, in the same order.
  public var steps: [Step] = []
  /// Whether it holds a Range request, a 206, a 412 or a 416.
  public var isRangeDownload = false
  /// For each version the first of those that are one file on servers out of step.
  public var mirrorOf: [Int] = []
  /// The ids of other downloads in which the same client fetched, of a file of this path and length,
  /// bytes that are missing here.
  public var elsewhere: [Int] = []
  /// The 206 responses by which the client joined bytes of another version to those it held.
  public var joins: [Int] = []
  /// Where two responses of one version brought other bytes for the same positions; `nil`: nowhere,
  /// as far as contents were compared.
  public var divergence: Divergence? {
    get { difference?.value }
    set { difference = newValue.map { Apart($0) } }
  }
  private var difference: Apart<Divergence>?
  /// What may have been asked for of it without the capture showing it; `nil`: nothing, as far as can
  /// be told.
  public var unseenRequests: UnseenRequests? {
    get { unseenAsked?.value }
    set { unseenAsked = newValue.map { Apart($0) } }
  }
  private var unseenAsked: Apart<UnseenRequests>?
  /// The ids of its exchanges that brought a short answer of another type in place of the rest; they
  /// are of no version that it can end with.
  public var standIns: Set<Int> {
    get { instead?.value ?? [] }
    set { instead = newValue.isEmpty ? nil : Apart(newValue) }
  }
  private var instead: Apart<Set<Int>>?
  /// Whether the exchange of an id is one of these.
  public func isStandIn(_ id: Int) -> Bool { instead?.value.contains(id) ?? false }
  /// The index of the version that the client ended with; `nil` where none came.
  public var lastVersion: Int? {
    get { last < 0 ? nil : Int(last) }
    set { last = newValue.map { Int32($0) } ?? -1 }
  }
  private var last: Int32 = -1

  /// A download of which nothing is known but who fetches what.
  public init(id: Int, client: IPAddress, url: String) {
    self.id = id
    self.client = client
    self.url = url
  }
}

/// What few downloads have; nobody changes it.
private final class Apart<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
