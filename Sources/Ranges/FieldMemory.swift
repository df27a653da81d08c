import Bytes
import HTTP
import Packets
import Transactions

/// Field values that were read, so that one that comes again takes neither time nor memory.
///
/// In one capture the same few validators, dates, servers and types come again and again. What is
/// remembered is bounded, whatever comes.
public struct FieldMemory {
  private var texts: Remembered<Void>
  private var tags: Remembered<ETagField>
  private var dates: Remembered<HTTPDate?>
  private var conditions: Remembered<IfRange>
  /// Of what is taken from exemplars.
  private var readTexts = OfExemplar<String>()
  private var readDates = OfExemplar<HTTPDate?>()
  /// With how many octets of each are its host.
  private var addresses: Remembered<(hostCount: Int, hash: UInt64)>
  /// By hashes of targets' numbers and of hosts.
  private var rowAddresses: [RowAddress?] = []

  /// Nothing remembered.
  public init() { self.init(places: 4096) }

  /// Nothing remembered, with room for so many values of a kind, a power of two.
  init(places: Int) {
    texts = Remembered(places)
    tags = Remembered(places)
    dates = Remembered(places)
    conditions = Remembered(places)
    addresses = Remembered(places)
  }

  /// A value as text that is shared by all that are equal.
  mutating func text(_ fields: some HeaderSection, at index: Int) -> String {
    guard fields.takes(index) else {
      return fields.withValue(index) { remembered(text: $0) }
    }
    if let known = readTexts[fields.exemplarID, index] { return known }
    let text = fields.withValue(index) { remembered(text: $0) }
    readTexts.remember(text, of: fields.exemplar, index)
    return text
  }

  private mutating func remembered(text octets: RawSpan) -> String {
    // A text of up to 15 octets takes no memory of its own.
    octets.withUnsafeBytes { octets in
      octets.count <= 15 ? String(octets: octets) : texts.find(octets) { _ in }.text
    }
  }

  /// Reads an entity tag, or remembers it.
  mutating func etag(_ fields: some HeaderSection, at index: Int) -> ETagField {
    fields.withValue(index) { value in
      if let plain = EntityTag(plain: value) { return .entityTag(plain) }
      return value.withUnsafeBytes { tags.find($0) { ETagField($0) }.value }
    }
  }

  /// Reads a date, or remembers it.
  mutating func date(_ fields: some HeaderSection, at index: Int) -> HTTPDate? {
    guard fields.takes(index) else {
      return fields.withValue(index) { remembered(date: $0) }
    }
    if let known = readDates[fields.exemplarID, index] { return known }
    let date = fields.withValue(index) { remembered(date: $0) }
    readDates.remember(date, of: fields.exemplar, index)
    return date
  }

  private mutating func remembered(date octets: RawSpan) -> HTTPDate? {
    octets.withUnsafeBytes { dates.find($0) { HTTPDate($0) }.value }
  }

  /// Reads an If-Range field value, or remembers it.
  mutating func condition(_ fields: some HeaderSection, at index: Int) -> IfRange {
    fields.withValue(index) { value in
      if let plain = EntityTag(plain: value) { return .entityTag(plain) }
      return value.withUnsafeBytes { conditions.find($0) { IfRange($0) }.value }
    }
  }

  /// The address of what the request of a row asks for, with its hash.
  @inline(__always)
  mutating func address(_ view: TransactionView) -> (url: String, hash: UInt64) {
    guard let index = view.request.exemplar.known[.host] else {
      return address(view, host: nil)
    }
    var place = 0
    let known: (url: String, hash: UInt64)? = view.request.withValue(index) { host in
      let hash = host.withUnsafeBytes {
        OctetHash.of(UInt64(truncatingIfNeeded: view.target.number), OctetHash.of($0))
      }
      place = Int(truncatingIfNeeded: hash) & (Self.rowPlaces - 1)
      guard !rowAddresses.isEmpty, let known = rowAddresses[place], known.isOf(view.target, host)
      else { return nil }
      return (known.url, known.hash)
    }
    return known ?? newAddress(view, index, at: place)
  }

  @inline(never)
  private mutating func newAddress(
    _ view: TransactionView, _ index: Int, at place: Int
  ) -> (url: String, hash: UInt64) {
    view.request.withValue(index) { host in
      let (url, hash) = address(view, host: host)
      if let known = RowAddress(view.target, host, url, hash) {
        if rowAddresses.isEmpty { rowAddresses = Array(repeating: nil, count: Self.rowPlaces) }
        rowAddresses[place] = known
      }
      return (url, hash)
    }
  }

  private mutating func address(
    _ view: TransactionView, host: RawSpan?
  ) -> (url: String, hash: UInt64) {
    let method = view.isGET ? "GET" : ""
    return address(method: method, target: view.targetText, host: host, server: view.server)
  }

  private static var rowPlaces: Int { 4096 }

  /// The address of what a request asks for, with its hash.
  mutating func address(
    method: String, target: String, host: RawSpan?, server: Endpoint
  ) -> (url: String, hash: UInt64) {
    var target = target
    if let host, method != "CONNECT" {
      let known = target.withUTF8 { target in
        host.withUnsafeBytes { knownAddress(host: $0, target: UnsafeRawBufferPointer(target)) }
      }
      if let known { return known }
    }
    let text: String? =
      if let host { host.withUnsafeBytes { String(octets: $0) } } else { nil }
    let url = RequestURL.make(method: method, target: target, host: text, server: server)
    return (url, OctetHash.of(url))
  }

  /// The address of a target at a host that needs no change; `nil` for any other.
  private mutating func knownAddress(
    host: UnsafeRawBufferPointer, target: UnsafeRawBufferPointer
  ) -> (url: String, hash: UInt64)? {
    guard host.count > 0, target.count > 0, target[0] == UInt8(ascii: "/") else { return nil }
    let hash = OctetHash.of(target, OctetHash.of(host))
    if let known = addresses[hash], known.value.hostCount == host.count {
      let start = Self.scheme.utf8CodeUnitCount
      var url = known.text
      let isSame = url.withUTF8 { url in
        let octets = UnsafeRawBufferPointer(url)
        return octets.count == start + host.count + target.count
          && OctetHash.areSame(octets, from: start, host)
          && OctetHash.areSame(octets, from: start + host.count, target)
      }
      if isSame { return (known.text, known.value.hash) }
    }
    guard RequestURL.isPlain(host) else { return nil }
    let count = Self.scheme.utf8CodeUnitCount + host.count + target.count
    let url = String(unsafeUninitializedCapacity: count) { buffer in
      let room = UnsafeMutableRawBufferPointer(buffer)
      let scheme = UnsafeRawBufferPointer(
        start: Self.scheme.utf8Start, count: Self.scheme.utf8CodeUnitCount)
      room.copyMemory(from: scheme)
      UnsafeMutableRawBufferPointer(rebasing: room[scheme.count...]).copyMemory(from: host)
      UnsafeMutableRawBufferPointer(rebasing: room[(scheme.count + host.count)...])
        .copyMemory(from: target)
      return count
    }
    let own = OctetHash.of(url)
    addresses[hash] = (url, (host.count, own))
    return (url, own)
  }

  private static let scheme: StaticString = "http://"
}

/// The address of a target at a host, as `http://`, the two of them without a change.
private struct RowAddress {
  let url: String
  let hash: UInt64
  private let target: TransactionView.Target
  private let hostCount: Int

  /// `nil` where the address is another.
  init?(_ target: TransactionView.Target, _ host: RawSpan, _ url: String, _ hash: UInt64) {
    self.target = target
    self.url = url
    self.hash = hash
    hostCount = host.byteCount
    guard url.utf8.count > Self.start + hostCount, isOf(target, host) else { return nil }
    let path = url.utf8.index(url.startIndex, offsetBy: Self.start + hostCount)
    guard url.utf8[path] == UInt8(ascii: "/") else { return nil }
  }

  /// Whether it is that of a target at a host.
  @inline(__always)
  func isOf(_ target: TransactionView.Target, _ host: RawSpan) -> Bool {
    guard self.target == target, host.byteCount == hostCount else { return false }
    var url = url
    return url.withUTF8 { url in
      host.withUnsafeBytes { OctetHash.areSame(UnsafeRawBufferPointer(url), from: Self.start, $0) }
    }
  }

  private static var start: Int { 7 }
}

/// Texts with what was read of them, at the places that their octets give them; another that has the
/// same place displaces one.
private struct Remembered<Value> {
  /// None until the first is remembered: few captures have all kinds.
  private var entries: [(text: String, value: Value)?] = []
  private let places: Int

  init(_ places: Int) { self.places = places }

  /// What stands at the place of a hash.
  subscript(hash: UInt64) -> (text: String, value: Value)? {
    get { entries.isEmpty ? nil : entries[Int(truncatingIfNeeded: hash) & (places - 1)] }
    set {
      if entries.isEmpty { entries = Array(repeating: nil, count: places) }
      entries[Int(truncatingIfNeeded: hash) & (places - 1)] = newValue
    }
  }

  /// What `read` makes of the text of these octets, or made.
  mutating func find(
    _ octets: UnsafeRawBufferPointer, _ read: (String) -> Value
  ) -> (text: String, value: Value) {
    let hash = OctetHash.of(octets)
    if let known = self[hash] {
      let isSame =
        known.text.utf8.withContiguousStorageIfAvailable {
          $0.count == octets.count && OctetHash.areSame(UnsafeRawBufferPointer($0), from: 0, octets)
        } ?? false
      if isSame { return known }
    }
    let text = String(octets: octets)
    let new = (text: text, value: read(text))
    self[hash] = new
    return new
  }
}

/// What was read of lines of the latest exemplars, which others take from them.
private struct OfExemplar<Value> {
  /// The address of each exemplar, and which of its lines; only these are looked at.
  private var keys = [(exemplar: ObjectIdentifier?, line: Int)](repeating: (nil, 0), count: places)
  private var values = [Value?](repeating: nil, count: places)
  /// These stay, so that none has the address of another.
  private var exemplars = [HeaderFields.Exemplar?](repeating: nil, count: places)

  private static var places: Int { 64 }

  subscript(exemplar: ObjectIdentifier, line: Int) -> Value? {
    let place = Self.place(exemplar, line)
    guard keys[place].exemplar == exemplar, keys[place].line == line else { return nil }
    return values[place]
  }

  mutating func remember(_ value: Value, of exemplar: HeaderFields.Exemplar, _ line: Int) {
    let id = ObjectIdentifier(exemplar)
    let place = Self.place(id, line)
    keys[place] = (id, line)
    values[place] = value
    exemplars[place] = exemplar
  }

  @inline(__always)
  private static func place(_ exemplar: ObjectIdentifier, _ line: Int) -> Int {
    let address = UInt(bitPattern: exemplar)
    return Int(truncatingIfNeeded: (address >> 4 ^ address >> 10) &+ UInt(bitPattern: line)) & 63
  }
}
