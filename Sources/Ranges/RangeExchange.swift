public import HTTP
public import Transactions

/// One transaction seen as a range exchange: what was asked, what was given, and what of the
/// representation its content brought.
///
/// A class, since it is looked at by every rule, and copying all that it holds would cost more than
/// looking. Positions are bytes of the selected representation, half-open. Source: RFC 9110 §14, §15.3.7.
public final class RangeExchange: Sendable {
  /// The transaction.
  public let transaction: Transaction
  /// The address of what was asked for: scheme, lower-case Host without a default port, target.
  public let url: String
  /// What the body delivered of the representation: one range a part, split where bytes are missing.
  public let parts: PlacedParts
  /// What is not the same as `parts`; `nil` where all is as promised and was seen.
  private let others: OtherRanges?
  /// The length of the whole representation; the least of all numbers where it is not told.
  @usableFromInline let length: Int
  /// What is read of its heads; of none where it is not there.
  let asked: RangeRequest.Values
  let given: RangeResponse.Values
  // Behind what leaves some bytes: there are as many of these as exchanges.
  @usableFromInline let hasRequest: Bool
  @usableFromInline let hasResponse: Bool
  /// Whether it is a GET answered by content of the resource: 200 or 206.
  public let isContent: Bool
  /// Whether it is a GET for one range that was answered by all of it, under a strong tag, with
  /// nothing of note in either head nor in the content.
  public let isPlain: Bool
  /// The hash of its address: equal for equal addresses, within one process.
  let addressHash: UInt64

  /// Reads a transaction.
  public convenience init(_ transaction: consuming Transaction) {
    var memory = FieldMemory(places: 1)
    self.init(transaction, memory: &memory)
  }

  /// Reads a transaction, with what was read of fields before.
  public init(_ transaction: consuming Transaction, memory: inout FieldMemory) {
    let (asked, address) = Self.asked(transaction, memory: &memory)
    let given: RangeResponse.Values
    var parts: Given = (PlacedParts(), [], PlacedParts(), nil)
    hasRequest = transaction.requestSpan != nil
    if let fields = transaction.responseFields {
      given = RangeResponse.Values(
        fields, status: transaction.status ?? 0, isComplete: transaction.hasWholeResponse,
        memory: &memory)
      hasResponse = true
      parts = Self.parts(given, isGET: asked.isGET || !hasRequest, transaction)
    } else {
      given = RangeResponse.Values()
      hasResponse = false
    }
    isContent = asked.isGET && (given.status == 200 || given.status == 206)
    isPlain = Self.isPlain(asked, given, transaction)
    self.parts = parts.parts
    let isSimple = parts.unseen.isEmpty && parts.promised == parts.parts
    others = isSimple ? nil : OtherRanges(unseen: parts.unseen, promised: parts.promised)
    length = parts.completeLength ?? .min
    (url, addressHash) = address
    self.asked = asked
    self.given = given
    self.transaction = transaction
  }

  /// Of `parts`, what was inferred from acknowledgements only.
  public var unseen: [Range<Int>] { others?.unseen ?? [] }

  /// What its body would have brought of the representation, had it come whole.
  public var promised: PlacedParts { others?.promised ?? parts }

  /// The length of the whole representation, as this response tells it; `nil` where it does not.
  @inlinable public var completeLength: Int? { length == .min ? nil : length }

  /// What the request says; `nil` when the capture holds only the response.
  @inlinable public var request: RangeRequest? { hasRequest ? RangeRequest(self) : nil }

  /// What the final response says; `nil` when the capture holds none.
  @inlinable public var response: RangeResponse? { hasResponse ? RangeResponse(self) : nil }

  /// What a request says, and its address.
  private static func asked(
    _ transaction: borrowing Transaction, memory: inout FieldMemory
  ) -> (RangeRequest.Values, (url: String, hash: UInt64)) {
    let server = transaction.server
    guard let fields = transaction.requestFields, let method = transaction.method,
      let target = transaction.target
    else {
      let address = memory.address(method: "", target: "/", host: nil, server: server)
      return (RangeRequest.Values(), address)
    }
    let request = RangeRequest.Values(
      fields, method: method, target: target, isComplete: transaction.hasWholeRequest,
      memory: &memory)
    guard let index = fields.exemplar.known[.host] else {
      let address = memory.address(method: method, target: target, host: nil, server: server)
      return (request, address)
    }
    let address = fields.withLine(at: index) { _, value in
      memory.address(method: method, target: target, host: value, server: server)
    }
    return (request, address)
  }

  /// What few exchanges have.
  private final class OtherRanges: Sendable {
    let unseen: [Range<Int>]
    let promised: PlacedParts

    init(unseen: [Range<Int>], promised: PlacedParts) {
      self.unseen = unseen
      self.promised = promised
    }
  }

  private typealias Given = (
    parts: PlacedParts, unseen: [Range<Int>], promised: PlacedParts, completeLength: Int?
  )

  /// What a response gave, and would have given.
  ///
  /// `isGET` is true, too, where the request is not known.
  private static func parts(
    _ response: borrowing RangeResponse.Values, isGET: Bool, _ transaction: borrowing Transaction
  ) -> Given {
    if isGET, response.status == 206, !response.isByteRanges, transaction.body.multipart == nil,
      transaction.body.missing.isEmpty, transaction.body.inferredRanges.isEmpty,
      case .satisfied(let first, let last, let length)? = response.contentRange,
      first <= last, last < Int.max / 2
    {
      // The common case, one range and all that came of it, in short.
      let promised = PlacedParts(first..<(last + 1))
      let count = min(transaction.body.extent, last + 1 - first)
      if count == last + 1 - first { return (promised, [], promised, length) }
      return (
        count > 0 ? PlacedParts(first..<(first + count)) : PlacedParts(), [], promised, length
      )
    }
    let body = transaction.body
    let placement = Placement(
      response, body: body, isGET: isGET, isHEAD: transaction.method == "HEAD")
    var parts: [Range<Int>] = []
    var unseen: [Range<Int>] = []
    if !placement.pieces.isEmpty {
      parts = placement.positions(of: body.deliveredRanges)
      unseen = placement.positions(of: body.inferredRanges)
    }
    let promised = isGET ? promised(response, placement, body) : []
    return (PlacedParts(parts), unseen, PlacedParts(promised), placement.completeLength)
  }

  private static func isPlain(
    _ request: borrowing RangeRequest.Values, _ response: borrowing RangeResponse.Values,
    _ transaction: borrowing Transaction
  ) -> Bool {
    guard request.isGET, request.lineCount == 1, !request.present.contains(.contentRange),
      case .closed(let first, let last)? = request.onlySpec,
      response.status == 206, case .satisfied(first, last, _?)? = response.contentRange,
      let tag = response.strongTag, !response.isByteRanges, response.contentEncoding == nil,
      case .value(let length) = response.contentLength, length - 1 == last - first,
      !(response.hasAcceptRanges && saysNone(transaction))
    else { return false }
    if let modified = response.lastModified, let date = response.date,
      modified.epochSeconds > date.epochSeconds
    {
      return false
    }
    switch request.ifRange {
    case nil: break
    case .entityTag(let condition)?: if !tag.strongMatch(condition) { return false }
    default: return false
    }
    return !transaction.hasProblems && transaction.body.digests.isEmpty
      && (transaction.body.end == .complete || transaction.body.end == .none)
  }

  /// Whether its Accept-Ranges says that it takes none.
  private static func saysNone(_ transaction: borrowing Transaction) -> Bool {
    transaction.responseFields?.joined("accept-ranges").map { AcceptRanges($0) }?.isNone
      ?? false
  }

  private static func promised(
    _ response: borrowing RangeResponse.Values, _ placement: Placement, _ body: Body
  ) -> [Range<Int>] {
    switch response.status {
    case 206 where body.multipart == nil:
      response.contentRange?.lenientPositions.map { [$0] } ?? []
    case 206:
      body.multipart?.parts.compactMap {
        $0.contentRange.flatMap { ContentRange($0).lenientPositions }
      } ?? []
    case 200:
      if let span = Placement.partLabelledFull(response, body: body) {
        [span]
      } else {
        placement.completeLength.map { [0..<max($0, 0)] } ?? []
      }
    default: []
    }
  }
}

extension RangeExchange {
  /// The id of the transaction.
  public var id: Int { transaction.id }

  /// The number of the connection that it took place on.
  public var connection: Int { transaction.connection }

  /// The status of the final response; `nil` when the capture holds none.
  public var status: Int? { response?.status }

  /// Whether the request is known to be a GET.
  public var isGET: Bool { request?.isGET ?? false }

  /// Whether the request is known to be a HEAD.
  public var isHEAD: Bool { request?.method == "HEAD" }

  /// Whether the client itself ended the connection before the body was whole.
  public var clientBrokeOff: Bool {
    transaction.body.end == .clientClosed || transaction.body.end == .clientReset
  }

  /// Whether the server or the network ended the connection before the body was whole.
  public var serverBrokeOff: Bool {
    transaction.body.end == .serverClosed || transaction.body.end == .serverReset
  }

  /// Bytes of `parts`, all parts together.
  public var placedBytes: Int { parts.reduce(0) { $0 + $1.count } }

  /// What a Range of bytes asks for, given the length; `nil` when there is none or it is malformed.
  public func asked(completeLength: Int?) -> [Range<Int>]? {
    if let spec = request?.onlySpec, let completeLength {
      return spec.resolve(completeLength: completeLength).map { [$0] } ?? []
    }
    guard case .bytes(let specs) = request?.range else { return nil }
    if let completeLength {
      return request?.range?.resolved(completeLength: completeLength)
    }
    var result: [Range<Int>] = []
    for spec in specs {
      guard case .closed(let first, let last) = spec else { return nil }
      result.append(first..<(last == .max ? .max : last + 1))
    }
    return result
  }

  /// The one range asked for; `nil` when there is none, or several, or it is malformed.
  public var onlySpec: RangeSpec? {
    request?.onlySpec
  }

  /// Whether the If-Range of the request matches the response's validators, as a server compares.
  ///
  /// `nil`: there is no If-Range, or the response carries no validator of the same kind.
  /// Source: RFC 9110 §13.1.5.
  public var ifRangeMatches: Bool? {
    guard let request, let response, let condition = request.ifRange else { return nil }
    switch condition {
    case .entityTag(let tag): return response.entityTag.map { tag.strongMatch($0) }
    case .date(let date):
      return response.lastModified.map { $0.epochSeconds == date.epochSeconds }
    case .malformed: return nil
    }
  }
}

extension RangeExchange {
  /// What a 200 carries, when its Content-Range and the length of its body say that it is a part.
  public var partLabelledFull: Range<Int>? {
    guard let response, response.status == 200 else { return nil }
    return Placement.partLabelledFull(response.values, body: transaction.body)
  }
}

extension RangeExchange {
  /// The host, and the port that is not the default, of its address.
  public var authority: String {
    let path = pathAndQuery
    let base = url.dropLast(path.utf8.count == 0 ? 0 : path.count)
    guard let colon = base.firstIndex(of: ":") else { return String(base) }
    return String(base[colon...].dropFirst(3))
  }

  /// What follows the authority in its address.
  public var pathAndQuery: String { String(ResourceGrouping.path(url)) }
}
