public import Packets

/// What of a download follows from its exchanges where all of them are plain, and is held where not.
extension Download {
  /// Other addresses of the same resource.
  public var aliases: [String] {
    get { part(\.aliases, else: { _, _ in [] }, none: []) }
    _modify { yield &own().aliases }
  }

  /// Who served it, in the order of their first answers.
  public var servers: [Endpoint] {
    get { part(\.servers, else: { $0.servers(of: $1) }, none: []) }
    _modify { yield &own().servers }
  }

  /// Each distinct representation, oldest first.
  public var versions: [Version] {
    get { part(\.versions, else: { $0.versions(of: $1, covered) }, none: []) }
    _modify { yield &own().versions }
  }

  /// What of that version is missing; `nil` while its length is unknown.
  public var gaps: [Range<Int>]? {
    get { part(\.gaps, else: { _, _ in Self.gaps(covered, in: completeLength ?? 0) }, none: nil) }
    _modify { yield &own().gaps }
  }

  /// Of `covered`, what was inferred from acknowledgements only.
  public var unseen: [Range<Int>] {
    get { part(\.unseen, else: { _, _ in [] }, none: []) }
    _modify { yield &own().unseen }
  }

  /// The ids of its transactions, in the order in which they began.
  public var transactions: [Int] {
    get { part(\.transactions, else: { $0.ids(of: $1) }, none: []) }
    _modify { yield &own().transactions }
  }

  /// Whether it holds a Range request, a 206, a 412 or a 416.
  public var isRangeDownload: Bool {
    get { part(\.isRangeDownload, else: { _, _ in true }, none: false) }
    _modify { yield &own().isRangeDownload }
  }

  /// For each version the first of those that are one file on servers out of step.
  public var mirrorOf: [Int] {
    get { part(\.mirrorOf, else: { _, _ in GroupedExchanges.onlyVersion }, none: []) }
    _modify { yield &own().mirrorOf }
  }

  /// The 206 responses by which the client joined bytes of another version to those it held.
  public var joins: [Int] {
    get { part(\.joins, else: { _, _ in [] }, none: []) }
    _modify { yield &own().joins }
  }

  /// The index of the version that the client ended with; `nil` where none came.
  public var lastVersion: Int? {
    get { part(\.lastVersion, else: { _, _ in 0 }, none: nil) }
    _modify { yield &own().lastVersion }
  }

  /// What its exchanges have in common.
  public var key: DownloadKey {
    get { part(\.key, else: { _, _ in nil }, none: nil)?.value ?? DownloadKey(grouping) }
    set {
      grouping = newValue.grouping
      own().key = newValue == DownloadKey(grouping) ? nil : Apart(newValue)
    }
  }

  /// Where two responses of one version brought other bytes for the same positions; `nil`: nowhere,
  /// as far as contents were compared.
  public var divergence: Divergence? {
    get { part(\.divergence, else: { _, _ in nil }, none: nil)?.value }
    set { own().divergence = newValue.map { Apart($0) } }
  }

  /// The ids of its exchanges that brought a short answer of another type in place of the rest; they
  /// are of no version that it can end with.
  public var standIns: Set<Int> {
    get { part(\.standIns, else: { _, _ in nil }, none: nil)?.value ?? [] }
    set { own().standIns = newValue.isEmpty ? nil : Apart(newValue) }
  }

  /// Whether the exchange of an id is one of these.
  public func isStandIn(_ id: Int) -> Bool {
    part(\.standIns, else: { _, _ in nil }, none: nil)?.value.contains(id) ?? false
  }
}
