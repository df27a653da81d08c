internal import Packets

/// The grammar of a capture file format: it finds records in bytes that it is shown, and reads nothing.
protocol RecordReader: AnyObject {
  /// Where the packets were captured, as far as the file has told.
  var interfaces: [InterfaceInfo] { get }
  /// How many digits of a second the times have, as far as the file has told: 6 or 9.
  var fractionDigits: Int { get }

  /// Puts the packets whose records lie next to each other at the start of `bytes` into `row`, as long
  /// as nothing about them needs a second look and their times do not go back.
  ///
  /// This is `read` for nearly all records: its loop makes the speed of reading.
  ///
  /// - Parameters:
  ///   - row: Takes them, in the place of those that are in it.
  ///   - bytes: What was read.
  ///   - number: That of the packet before.
  ///   - limit: The first whose time is not before it is not taken.
  /// - Returns: The length of their records, and how much was captured of all packets together.
  func fill(
    _ row: PacketRow, _ bytes: RawSpan, after number: Int, until limit: Timestamp
  ) -> (length: Int, captured: Int)

  /// Looks at the record that begins at the start of `bytes`.
  func read(_ bytes: RawSpan) -> RecordStep

  /// Decides on a record that looks wrong, or that the file does not hold to its end.
  ///
  /// - Parameters:
  ///   - bytes: What follows the start of the record, `lookAhead` bytes or all that there are.
  ///   - isEnd: Whether the file ends with `bytes`.
  /// - Returns: What becomes of it.
  func judge(_ bytes: RawSpan, isEnd: Bool) -> RecordVerdict

  /// Looks for a place from which records follow each other again.
  ///
  /// - Parameters:
  ///   - bytes: Bytes of the file, `lookAhead` of them or all that there are.
  ///   - first: The first place to be tried.
  ///   - isEnd: Whether the file ends with `bytes`.
  /// - Returns: The place, and whether it is sound, or only where to try next.
  func findRecord(_ bytes: RawSpan, from first: Int, isEnd: Bool) -> RecordSearch
}

/// A packet and where it lies in its record.
struct RecordedPacket {
  /// What the capture says of it; its number is for the caller to give.
  var record: PacketRecord
  /// Where its bytes begin.
  var start: Int
  /// The length of the record.
  var length: Int
}

/// What stands at the start of some bytes; plain bits, so that a packet costs no reference counts.
enum RecordStep {
  /// A packet.
  case packet(RecordedPacket)
  /// A record of that length that is no packet; `isNumbered` when Wireshark numbers it among them.
  case other(length: Int, isNumbered: Bool)
  /// A record of that length that cannot be used, though it ends where it says.
  case unusable(length: Int, UnusableRecord)
  /// The record needs so many bytes.
  case incomplete(needed: Int)
  /// Something is wrong with the record, or with what follows it.
  case doubtful
}

/// Why a record cannot be used.
enum UnusableRecord {
  case unknownVersion
  case undescribedInterface(Int)
  case tooManyInterfaces
  case shortBlock
  case packetBeyondBlock(captured: Int)

  /// The reason in words.
  var words: String {
    switch self {
    case .unknownVersion: "a section in a version of pcapng that is unknown"
    case .undescribedInterface(let number): "a packet of interface \(number), never described"
    case .tooManyInterfaces: "more than \(RecordLimits.mostInterfaces) interfaces"
    case .shortBlock: "a block too short for what it holds"
    case .packetBeyondBlock(let captured):
      "a packet of \(captured) bytes, more than its block has"
    }
  }
}

/// What becomes of a record that is in doubt.
enum RecordVerdict: Equatable {
  /// It is read as it says.
  case sound
  /// It is left out, and so is all before the record that is found next from `searchFrom` on.
  case damaged(reason: String, searchFrom: Int)
  /// It goes on beyond the end of the file.
  case cut
}

/// What a search for the next record has given.
enum RecordSearch: Equatable {
  /// A record begins there.
  case found(Int)
  /// None begins before there.
  case none(before: Int)
}

/// The bounds of a search for the next record.
enum RecordLimits {
  /// How many bytes are looked at together where a file is damaged.
  static let lookAhead = 2 * 1024 * 1024
  /// The longest record that is believed of any file.
  static let longest = 64 * 1024 * 1024
  /// The most interfaces of a file, so that it cannot fill the memory with them.
  static let mostInterfaces = 65_536
  /// The most bytes of a packet, where neither the link type nor the snaplen allow more.
  ///
  /// It is that of libpcap and of Wireshark.
  static let usualPacket = 262_144
}
