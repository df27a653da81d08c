import Bytes
import HTTP
import Packets

/// What few transactions differ in, as a number of bits; `nil` of those that a row cannot tell.
struct PackedShape {
  /// What can be said in a bit, beside the end of the body in the lowest four and the pairing in the
  /// next two.
  struct Flags: OptionSet {
    let rawValue: UInt16
    static let hasExpected = Flags(rawValue: 1 << 6)
    static let hasContentTime = Flags(rawValue: 1 << 7)
    static let hasStall = Flags(rawValue: 1 << 8)
    static let hasFingerprint = Flags(rawValue: 1 << 9)
    static let isRequest10 = Flags(rawValue: 1 << 10)
    static let isResponse10 = Flags(rawValue: 1 << 11)
    /// The response is of another input than the request.
    static let isOfOtherInput = Flags(rawValue: 1 << 12)

    /// How the body ended.
    @inline(__always)
    var bodyEnd: BodyEnd { PackedShape.ends[Int(rawValue & 15)] }
  }

  let flags: Flags

  /// The shape of a transaction.
  @inline(__always)
  init?(_ held: borrowing HeldTransaction) {
    guard held.interim.isEmpty, held.body.more == nil, held.response != nil,
      held.request?.head.completeness == .complete,
      held.response?.head.completeness == .complete,
      held.request?.head.problems.isEmpty == true, held.response?.head.problems.isEmpty == true,
      held.request?.frames.isOne == true, held.response?.frames.isOne == true,
      let end = Self.ends.firstIndex(of: held.body.end),
      let pairing = Self.pairings.firstIndex(of: held.pairing),
      let version = held.request?.head.version, let asked = Self.isOld(version),
      let version = held.response?.head.version, let given = Self.isOld(version),
      let status = held.response?.head.status, 0...Int(UInt16.max) ~= status,
      held.body.fingerprint?.isPackable ?? true,
      held.serial <= UInt32.max, held.connection > 0, held.connection <= UInt32.max,
      PackedRow.size(held) <= PackedRows.longest
    else { return nil }
    var flags = Flags(rawValue: UInt16(end | pairing << 4))
    if held.body.expected != nil { flags.insert(.hasExpected) }
    if held.response?.contentTime != nil { flags.insert(.hasContentTime) }
    if held.response?.stall != nil { flags.insert(.hasStall) }
    if held.body.fingerprint != nil { flags.insert(.hasFingerprint) }
    if asked { flags.insert(.isRequest10) }
    if given { flags.insert(.isResponse10) }
    if held.request?.frames.head.input != held.response?.frames.head.input {
      flags.insert(.isOfOtherInput)
    }
    self.flags = flags
  }

  static let ends = BodyEnd.allCases
  static let pairings: [Pairing] = [.certain, .inferred, .responseNotCaptured, .requestNotCaptured]
  static let causes = StallCause.allCases

  /// Whether it is 1.0, and not 1.1; `nil` for any other.
  private static func isOld(_ version: HTTPVersion) -> Bool? {
    guard version.major == 1, version.minor < 2 else { return nil }
    return version.minor == 0
  }
}

/// A transaction in a row of octets: time, connection, serial number, status and shape in places of their
/// own, and behind them numbers of as many octets as they need.
struct PackedRow {
  let start: UnsafeRawPointer

  private static let headSize = 20

  /// What is named by its number.
  struct Names {
    var requestExemplar: Int
    var responseExemplar: Int
    var target: Int
    var method: Int
    var reason: Int
  }

  /// When it began.
  var time: Timestamp { Timestamp(nanoseconds: start.loadUnaligned(as: Int64.self)) }

  /// The numbers of what its header sections are like.
  @inline(__always)
  var exemplars: (request: Int, response: Int) {
    var reader = PackedReader(start + Self.headSize)
    return (reader.int(), reader.int())
  }

  /// The number of its connection, from 1.
  var connection: Int { Int(start.loadUnaligned(fromByteOffset: 8, as: UInt32.self)) }

  /// How many octets a row takes, at most.
  static func size(_ held: borrowing HeldTransaction) -> Int {
    // Of the numbers behind the head there are at most 24, of at most ten octets.
    headSize + 240 + (held.request?.head.fields.packedSize ?? 0)
      + (held.response?.head.fields.packedSize ?? 0) + (held.body.fingerprint?.packedSize ?? 0)
  }

  /// Writes a row; returns how many octets it takes.
  static func write(
    _ held: borrowing HeldTransaction, _ request: inout Request, _ response: inout Response,
    _ shape: PackedShape, _ names: Names, at start: UnsafeMutableRawPointer
  ) -> Int {
    let time = request.time.nanoseconds
    var writer = PackedWriter(start)
    writer.put(whole: time)
    writer.put(whole: UInt32(truncatingIfNeeded: held.connection))
    writer.put(whole: UInt32(truncatingIfNeeded: held.serial))
    writer.put(whole: UInt16(truncatingIfNeeded: response.head.status))
    writer.put(whole: shape.flags.rawValue)
    writer.put(names.requestExemplar)
    writer.put(names.responseExemplar)
    writer.put(names.target)
    writer.put(names.method)
    writer.put(names.reason)
    // What a view reads stands before the rest.
    writer.put(signed: held.end.nanoseconds &- time)
    writer.put(held.body.extent)
    if let stall = response.stall { writer.put(signed: stall.duration) }
    request.head.fields.pack(&writer)
    response.head.fields.pack(&writer)
    writer.put(whole: request.sequence)
    writer.put(request.contentLength)
    writer.put(signed: request.lastByte.nanoseconds &- time)
    writer.put(signed: response.time.nanoseconds &- time)
    if shape.flags.contains(.hasContentTime) {
      writer.put(signed: response.contentStart.nanoseconds &- time)
      writer.put(signed: response.contentEnd.nanoseconds &- response.contentStart.nanoseconds)
    }
    let asked = request.frames.head
    let given = response.frames.head
    writer.put(asked.input)
    if shape.flags.contains(.isOfOtherInput) { writer.put(given.input) }
    writer.put(asked.first)
    writer.put(asked.last &- asked.first)
    writer.put(signed: Int64(given.first &- asked.first))
    writer.put(given.last &- given.first)
    if let expected = held.body.expected { writer.put(expected) }
    if let stall = response.stall { write(stall, since: time, &writer) }
    held.body.fingerprint?.pack(&writer)
    return writer.count(from: start)
  }

  private static func write(_ stall: LongestStall, since time: Int64, _ writer: inout PackedWriter)
  {
    writer.put(stall.cause.flatMap { PackedShape.causes.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
    guard let packets = stall.packets else { return writer.put(0) }
    writer.put(packets.input + 1)
    writer.put(signed: packets.start.nanoseconds &- time)
    writer.put(packets.before)
    writer.put(packets.evidence)
    writer.put(packets.after)
  }

  private static func stall(
    of duration: Int64, since time: Int64, _ reader: inout PackedReader
  ) -> LongestStall {
    let cause = reader.int()
    let input = reader.int()
    var packets: StallPackets?
    if input > 0 {
      let start = Timestamp(nanoseconds: time &+ reader.signed())
      packets = StallPackets(
        input: input - 1, start: start, before: reader.int(), evidence: reader.int(),
        after: reader.int())
    }
    return LongestStall(
      duration: duration, cause: cause == 0 ? nil : PackedShape.causes[cause - 1],
      packets: packets)
  }

  /// The transaction that was written.
  ///
  /// - Parameters:
  ///   - rows: Where stands what its numbers name.
  ///   - exemplars: The sections that its own are like, as `exemplars` numbers them.
  /// - Returns: It, without its number in the record.
  func transaction(
    _ rows: borrowing PackedRows,
    _ exemplars: (request: HeaderFields.Exemplar, response: HeaderFields.Exemplar)
  ) -> Transaction {
    var reader = PackedReader(start)
    let time: Int64 = reader.whole()
    let connection = Int(reader.whole(UInt32.self))
    let serial = Int(reader.whole(UInt32.self))
    let status = Int(reader.whole(UInt16.self))
    let flags = PackedShape.Flags(rawValue: reader.whole())
    func moment(_ distance: Int64) -> Timestamp { Timestamp(nanoseconds: time &+ distance) }

    (_, _) = (reader.int(), reader.int())
    let target = rows.target(reader.int())
    let method = rows.word(reader.int())
    let reason = rows.word(reader.int())
    let end = moment(reader.signed())
    let extent = reader.int()
    let stall = flags.contains(.hasStall) ? reader.signed() : 0
    let start = Frame(input: 0, number: 0, time: moment(0))
    let transaction = Transaction(
      connection: connection, ends: rows.ends(ofConnection: connection), time: start.time)
    let held = transaction.held
    held.serial = serial
    held.pairing = PackedShape.pairings[Int(flags.rawValue >> 4 & 3)]
    held.request = Request(
      head: RequestHead(
        method: method, target: target,
        version: HTTPVersion(1, flags.contains(.isRequest10) ? 0 : 1),
        fields: HeaderFields(exemplars.request, unpacking: &reader)),
      frame: start, sequence: 0)
    held.response = Response(
      head: ResponseHead(
        status: status, reason: reason,
        version: HTTPVersion(1, flags.contains(.isResponse10) ? 0 : 1),
        fields: HeaderFields(exemplars.response, unpacking: &reader)),
      frame: start)
    held.request?.sequence = reader.whole()
    held.request?.contentLength = reader.int()
    held.request?.lastByte = moment(reader.signed())
    held.response?.time = moment(reader.signed())
    held.end = end
    if flags.contains(.hasContentTime) {
      let contentStart = moment(reader.signed())
      held.response?.contentStart = contentStart
      held.response?.contentEnd = Timestamp(
        nanoseconds: contentStart.nanoseconds &+ reader.signed())
    }
    let input = reader.int()
    let otherInput = flags.contains(.isOfOtherInput) ? reader.int() : input
    let first = reader.int()
    held.request?.frames.begin(input: input, first: first, last: first &+ reader.int())
    let firstGiven = first &+ Int(reader.signed())
    held.response?.frames.begin(
      input: otherInput, first: firstGiven, last: firstGiven &+ reader.int())
    held.body.end = flags.bodyEnd
    if flags.contains(.hasExpected) { held.body.expected = reader.int() }
    held.body.extent = extent
    if flags.contains(.hasStall) {
      held.response?.stall = Self.stall(of: stall, since: time, &reader)
    }
    if flags.contains(.hasFingerprint) {
      held.body.fingerprint = ContentFingerprint(unpacking: &reader)
    }
    return transaction
  }
}
