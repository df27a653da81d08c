import Bytes
public import HTTP
public import Packets

/// A transaction in a row, read where it stands: what most who look at all of them want to know.
///
/// It has a request and a final response, both of them whole, and of the content no details. Nothing of it
/// is held: it is looked at only while `PackedTransactions.look` lends it.
public struct TransactionView {
  /// The header section of the request.
  public let request: PackedFields
  /// The header section of the final response.
  public let response: PackedFields
  /// Whether the method is GET.
  public let isGET: Bool
  /// The status of the final response.
  public let status: Int
  /// The target of the request, by its number.
  public let target: Target
  /// When it began.
  public let time: Timestamp
  /// When the last of its bytes was seen.
  public let end: Timestamp
  /// How many bytes of content there are, from the first to the last.
  public let extent: Int
  /// How the content ended.
  public let bodyEnd: BodyEnd
  /// The longest time, in nanoseconds, between two packets of the response.
  public let longestStall: Int64
  /// Whether there is a fingerprint of the content.
  public let hasFingerprint: Bool

  /// What tells targets apart: nearly always those of one text are the same.
  public struct Target: Equatable {
    private let rows: ObjectIdentifier
    /// Its number among those that its reader met, from 0.
    public let number: Int

    fileprivate init(rows: ObjectIdentifier, number: Int) {
      self.rows = rows
      self.number = number
    }
  }

  private unowned(unsafe) let rows: PackedRows
  private unowned(unsafe) let ends: HeldTransaction.Ends

  init(_ row: PackedRow, _ rows: PackedRows) {
    self.rows = rows
    var reader = PackedReader(row.start)
    let time: Int64 = reader.whole()
    self.time = Timestamp(nanoseconds: time)
    ends = rows.ends(ofConnection: Int(reader.whole(UInt32.self)))
    _ = reader.whole(UInt32.self)
    status = Int(reader.whole(UInt16.self))
    let flags = PackedShape.Flags(rawValue: reader.whole())
    bodyEnd = flags.bodyEnd
    hasFingerprint = flags.contains(.hasFingerprint)
    let (asked, given) = (reader.int(), reader.int())
    target = Target(rows: ObjectIdentifier(rows), number: reader.int())
    isGET = reader.int() == PackedRows.get
    _ = reader.int()
    end = Timestamp(nanoseconds: time &+ reader.signed())
    extent = reader.int()
    longestStall = flags.contains(.hasStall) ? reader.signed() : 0
    request = PackedFields(rows.exemplar(asked), at: &reader)
    response = PackedFields(rows.exemplar(given), at: &reader)
  }

  /// The target of the request, as sent.
  public var targetText: String { rows.target(target.number) }
  /// Who asked.
  public var client: Endpoint { ends.client }
  /// Who answered.
  public var server: Endpoint { ends.server }
}
