import HTTP
import Transactions

/// Where the bytes of a body belong in the representation.
///
/// Offsets are bytes of content, positions are bytes of the (possibly coded) representation; all
/// half-open.
struct Placement {
  /// A run of content whose first byte is that of position `position`.
  struct Piece {
    var content: Range<Int>
    var position: Int
  }

  /// The pieces, in the order of the content.
  var pieces: [Piece] = []
  /// The length of the whole representation; `nil` where the response does not tell it.
  var completeLength: Int?

  /// Places the body of a response to a GET, or to a request that was not captured.
  init(_ response: borrowing RangeResponse.Values, body: Body, isGET: Bool, isHEAD: Bool) {
    switch response.status {
    case 200:
      completeLength = Self.lengthOf200(response, body: body, isHEAD: isHEAD)
      if isGET { place200(response, body: body) }
    case 206:
      if let multipart = body.multipart {
        place(multipart)
        if !isGET { pieces = [] }
      } else if !response.isByteRanges {
        completeLength = Self.told(response.contentRange)
        if isGET, let span = response.contentRange?.lenientPositions {
          pieces = [Piece(content: 0..<span.count, position: span.lowerBound)]
        }
      }
    case 416:
      if case .unsatisfied(let length) = response.contentRange { completeLength = length }
    default: break
    }
  }

  /// Maps ranges of the content to positions.
  func positions(of ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for piece in pieces {
      for range in ranges where range.overlaps(piece.content) {
        let part = range.clamped(to: piece.content)
        let lower = piece.position + (part.lowerBound - piece.content.lowerBound)
        let (upper, overflow) = lower.addingReportingOverflow(part.count)
        result.append(lower..<(overflow ? .max : upper))
      }
    }
    return result
  }

  /// From the first byte on; or, where its Content-Range fits the body and is not the whole, there.
  private mutating func place200(_ response: borrowing RangeResponse.Values, body: Body) {
    let whole = 0..<max(body.extent, 0)
    if let span = Self.partLabelledFull(response, body: body) {
      pieces = [Piece(content: 0..<span.count, position: span.lowerBound)]
    } else if !whole.isEmpty {
      pieces = [Piece(content: whole, position: 0)]
    }
  }

  private mutating func place(_ multipart: MultipartBody) {
    for part in multipart.parts {
      guard let text = part.contentRange else { continue }
      let range = ContentRange(text)
      if completeLength == nil { completeLength = Self.told(range) }
      guard let span = range.lenientPositions, part.count > 0 else { continue }
      let count = min(part.count, span.count)
      pieces.append(
        Piece(content: part.offset..<part.offset + count, position: span.lowerBound))
    }
  }

  /// The part that a 200 carries, when its Content-Range says so and the body is as long as that.
  static func partLabelledFull(_ response: borrowing RangeResponse.Values, body: Body) -> Range<
    Int
  >? {
    guard case .satisfied(_, _, let length) = response.contentRange,
      let span = response.contentRange?.positions, span != 0..<(length ?? -1),
      span.count == (body.expected ?? body.extent)
    else { return nil }
    return span
  }

  private static func lengthOf200(
    _ response: borrowing RangeResponse.Values, body: Body, isHEAD: Bool
  ) -> Int? {
    if isHEAD {
      if case .value(let length) = response.contentLength { return length }
      return nil
    }
    if partLabelledFull(response, body: body) != nil { return told(response.contentRange) }
    return body.expected ?? (body.end == .complete || body.isFramed ? body.extent : nil)
  }

  /// The complete length that a Content-Range tells and does not contradict.
  private static func told(_ range: ContentRange?) -> Int? {
    switch range {
    case .satisfied(_, _, let length): length
    case .malformed(_, let reading?) where reading.isConsistent: reading.completeLength
    default: nil
    }
  }
}
