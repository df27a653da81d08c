import Packets

/// Which connections of a record one of several reassemblers takes; each is given every segment.
public struct FlowShare: Sendable {
  /// The number of this one, from 0.
  public let index: Int
  /// How many there are.
  public let count: Int

  /// The share of that number, of so many.
  public init(_ index: Int, of count: Int) {
    self.index = index
    self.count = count
  }

  /// Whether the connection of these ends falls to it, whichever end sends.
  func holds(_ key: FlowKey) -> Bool {
    // Not the bits that tell the place in a table.
    Int(key.hash(0x6A09_E667_F3BC_C909) >> 32) % count == index
  }
}

/// What a reassembler that takes a share notes, so that all shares together can be told as one.
public struct ShareNotes: Sendable {
  /// For each connection, by its number less one, which segment of the record began it.
  private(set) var begins: [Int] = []
  /// Wireshark's conversations, by their number here: which segment began it, and in which input.
  private(set) var streams: [(segment: Int, input: Int)] = []
  /// For each frame that the statistics name as a duplicate, which segment it was.
  private(set) var duplicates: [Int] = []
  /// The most connections that were open at once.
  private(set) var mostOpen = 0
  /// The pairs of ends that are remembered at the end.
  private(set) var endpoints = 0
  /// The times of the first and the last segment.
  private(set) var earliest = Timestamp(nanoseconds: .max)
  private(set) var latest = Timestamp(nanoseconds: .min)
  /// Whether segments of one packet fell to several shares.
  private(set) var splitsPackets = false

  /// Segments up to now, those of other shares included.
  private(set) var segments = 0
  private var packet: (input: Int, number: Int, isOwn: Bool) = (-1, 0, false)

  /// Takes notice of the next segment.
  mutating func note(_ frame: Frame, isOwn: Bool) {
    segments += 1
    if frame.time < earliest { earliest = frame.time }
    if frame.time > latest { latest = frame.time }
    if packet.number == frame.number, packet.input == frame.input, packet.isOwn != isOwn {
      splitsPackets = true
    }
    packet = (frame.input, frame.number, isOwn)
  }

  /// Takes notice of packets of one segment each, in which nothing was counted; their times do not go
  /// back.
  mutating func note(_ packets: Span<PlacedPacket>, in range: Range<Int>, _ input: Int) {
    guard let first = range.first, let last = range.last else { return }
    segments += range.count
    earliest = min(earliest, packets[first].record.time)
    latest = max(latest, packets[last].record.time)
    packet = (input, packets[last].record.number, true)
  }

  /// Takes notice of a connection that begins, beside others.
  mutating func begin(open: Int, endpoints: Int) {
    begins.append(segments)
    mostOpen = max(mostOpen, open)
    self.endpoints = max(self.endpoints, endpoints)
  }

  /// Takes notice of another of Wireshark's conversations; returns its number here.
  mutating func takeStream(in input: Int) -> Int {
    streams.append((segments, input))
    return streams.count - 1
  }

  /// Takes notice of what was counted while that segment was worked on.
  mutating func note(_ statistics: StreamStatistics) {
    while duplicates.count < statistics.duplicateFrames.count { duplicates.append(segments) }
  }
}

/// The numbers that connections have in the record of which several reassemblers took shares.
public struct JoinedShares: Sendable {
  /// For each share, for each of its connections, the number in the record.
  public private(set) var numbers: [[Int]] = []
  /// For each share, for each of its conversations, Wireshark's number.
  public private(set) var streams: [[Int]] = []
  /// What all of them met.
  public private(set) var statistics: StreamStatistics

  /// Brings the shares of one record together.
  ///
  /// - Returns: `nil` where a bound on the whole may have been reached: what one reassembler had made
  ///   of the record then cannot be told from the shares.
  public init?(
    _ shares: [(statistics: StreamStatistics, notes: ShareNotes)], _ limits: StreamLimits
  ) {
    statistics = StreamStatistics()
    for share in shares { statistics.add(share.statistics) }
    guard Self.isWithin(limits, shares.map(\.notes), statistics) else { return nil }
    let frames = shares.flatMap { zip($0.notes.duplicates, $0.statistics.duplicateFrames) }
    statistics.keepDuplicates(frames.sorted { $0.0 < $1.0 }.map(\.1))
    numbers = Self.ranks(shares.map(\.notes.begins))
    let inputs = shares.flatMap { $0.notes.streams.map(\.input) }.max() ?? -1
    streams = shares.map { [Int](repeating: 0, count: $0.notes.streams.count) }
    for input in 0..<(inputs + 1) {
      let own = shares.map { share in
        share.notes.streams.indices.filter { share.notes.streams[$0].input == input }
      }
      let ranks = Self.ranks(
        zip(shares, own).map { share, own in own.map { share.notes.streams[$0].segment } })
      for share in shares.indices {
        for (place, rank) in zip(own[share], ranks[share]) { streams[share][place] = rank - 1 }
      }
    }
  }

  private static func isWithin(
    _ limits: StreamLimits, _ notes: [ShareNotes], _ statistics: StreamStatistics
  ) -> Bool {
    // The most of each share need not have been at the same time: what was at once is not more.
    let open = notes.reduce(0) { $0 + $1.mostOpen }
    let earliest = notes.map(\.earliest).min() ?? Timestamp(nanoseconds: 0)
    let latest = notes.map(\.latest).max() ?? earliest
    let wasIdle = latest.since(earliest) >= limits.timeToIdle
    return statistics.mostHeld <= limits.bytesInAll && open < limits.connections
      && (open <= limits.idleConnections || !wasIdle)
      && notes.reduce(0) { $0 + $1.endpoints } <= limits.endpointsKept
      && statistics.endpointLimitReached == 0
      && (statistics.duplicatePackets == 0 || !notes.contains { $0.splitsPackets })
  }

  /// The places of numbers that rise in each list among those of all, from 1.
  private static func ranks(_ lists: [[Int]]) -> [[Int]] {
    var result = lists.map { [Int](repeating: 0, count: $0.count) }
    var heads = lists.map { _ in 0 }
    for rank in 0..<lists.reduce(0, { $0 + $1.count }) {
      var least: Int?
      for list in lists.indices where heads[list] < lists[list].count {
        if let known = least, lists[known][heads[known]] < lists[list][heads[list]] { continue }
        least = list
      }
      guard let least else { break }
      result[least][heads[least]] = rank + 1
      heads[least] += 1
    }
    return result
  }
}

extension StreamStatistics {
  /// Adds what another met in the same record.
  fileprivate mutating func add(_ other: StreamStatistics) {
    connections += other.connections
    packetsAfterEnd += other.packetsAfterEnd
    repeatedBytes += other.repeatedBytes
    bytesBeforeStart += other.bytesBeforeStart
    segmentsDoubted += other.segmentsDoubted
    segmentsAhead += other.segmentsAhead
    directionLimitReached += other.directionLimitReached
    totalLimitReached += other.totalLimitReached
    idleConnectionsLetGo += other.idleConnectionsLetGo
    connectionLimitReached += other.connectionLimitReached
    endpointLimitReached += other.endpointLimitReached
    gapLimitReached += other.gapLimitReached
    mostHeld += other.mostHeld
    duplicatePackets += other.duplicatePackets
  }
}
