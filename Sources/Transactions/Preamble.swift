import Bytes
import Packets

/// What may stand before a connection's protocol: a PROXY header, or the talk with a SOCKS proxy.
///
/// Pure. It is given the bytes of both ends, each from where the last message of that end ended.
/// Source: the PROXY protocol, versions 1 & 2 (haproxy.org), RFC 1928, RFC 1929, and the SOCKS4 and
/// SOCKS4A notes of Ying-Da Lee.
struct Preamble {
  /// What bytes showed.
  enum Found: Equatable {
    /// They are the protocol's own.
    case none
    /// They may be the beginning of a preamble.
    case needMore
    /// So many of them are a preamble.
    case read(Int)
    /// The proxy refused, or something else is wrong.
    case failed
  }

  private enum State {
    case start
    case socks5Method, socks5Credentials, socks5Verdict, socks5Request, socks5Reply
    case socks4Reply
  }

  /// The client's address that a PROXY header told.
  private(set) var proxiedClient: Endpoint?
  /// Whether nothing of the kind can follow.
  var isOver = false
  private var state = State.start

  /// Looks at the next bytes of an end.
  mutating func receive(_ bytes: RawSpan, isClient: Bool) -> Found {
    if isOver { return .none }
    switch state {
    case .start:
      let found = isClient ? start(bytes) : .none
      if found == .none { isOver = true }
      return found
    case .socks5Method:
      guard !isClient else { return .failed }
      guard bytes.byteCount >= 2 else { return .needMore }
      guard bytes.byte(at: 0) == 5 else { return .failed }
      switch bytes.byte(at: 1) {
      case 0: state = .socks5Request
      case 2: state = .socks5Credentials
      default: return .failed
      }
      return .read(2)
    case .socks5Credentials:
      guard isClient, bytes.byte(at: 0) == 1 else { return .failed }
      guard bytes.byteCount >= 2 else { return .needMore }
      let name = 2 + Int(bytes.byte(at: 1))
      guard bytes.byteCount > name else { return .needMore }
      return whole(name + 1 + Int(bytes.byte(at: name)), bytes, then: .socks5Verdict)
    case .socks5Verdict:
      guard !isClient else { return .failed }
      guard bytes.byteCount >= 2 else { return .needMore }
      return bytes.byte(at: 1) == 0 ? whole(2, bytes, then: .socks5Request) : .failed
    case .socks5Request, .socks5Reply:
      let isRequest = state == .socks5Request
      guard isClient == isRequest, bytes.byte(at: 0) == 5 else { return .failed }
      guard bytes.byteCount >= 5 else { return .needMore }
      // A request must ask to connect; a reply must say that it succeeded.
      guard bytes.byte(at: 1) == (isRequest ? 1 : 0) else { return .failed }
      let length: Int
      switch bytes.byte(at: 3) {
      case 1: length = 10
      case 3: length = 7 + Int(bytes.byte(at: 4))
      case 4: length = 22
      default: return .failed
      }
      return whole(length, bytes, then: isRequest ? .socks5Reply : nil)
    case .socks4Reply:
      guard !isClient else { return .failed }
      guard bytes.byteCount >= 8 else { return .needMore }
      return bytes.byte(at: 0) == 0 && bytes.byte(at: 1) == 0x5A
        ? whole(8, bytes, then: nil) : .failed
    }
  }

  /// A message of a known length; `then`: what follows it, `nil` when the protocol itself does.
  private mutating func whole(_ length: Int, _ bytes: RawSpan, then next: State?) -> Found {
    guard bytes.byteCount >= length else { return .needMore }
    if let next { state = next } else { isOver = true }
    return .read(length)
  }

  // MARK: The first bytes of the client

  private mutating func start(_ bytes: RawSpan) -> Found {
    switch bytes.byte(at: 0) {
    case 0x50: return proxyLine(bytes)
    case 0x0D: return proxyHeader(bytes)
    case 5:
      guard bytes.byteCount >= 2 else { return .needMore }
      let methods = Int(bytes.byte(at: 1))
      // The client waits for the answer: nothing follows the greeting.
      guard methods > 0, bytes.byteCount <= 2 + methods else { return .none }
      return whole(2 + methods, bytes, then: .socks5Method)
    case 4:
      return socks4Request(bytes)
    default:
      return .none
    }
  }

  private mutating func socks4Request(_ bytes: RawSpan) -> Found {
    guard bytes.byteCount >= 2 else { return .needMore }
    guard bytes.byte(at: 1) == 1, bytes.byteCount <= 1024 else { return .none }
    guard bytes.byteCount > 8, let nameEnd = bytes.firstIndex(of: 0, from: 8) else {
      return .needMore
    }
    // An address 0.0.0.x stands for a host name behind the user's: SOCKS4A.
    let address = bytes.uint32(at: 4)
    guard address != 0, address >> 8 == 0 else {
      return whole(nameEnd + 1, bytes, then: .socks4Reply)
    }
    guard let hostEnd = bytes.firstIndex(of: 0, from: nameEnd + 1) else { return .needMore }
    return whole(hostEnd + 1, bytes, then: .socks4Reply)
  }

  /// `PROXY TCP4 source destination port port CR LF`, at most 107 bytes.
  private mutating func proxyLine(_ bytes: RawSpan) -> Found {
    let pattern: StaticString = "PROXY "
    for index in 0..<min(bytes.byteCount, 6)
    where bytes.byte(at: index) != pattern.utf8Start[index] {
      return .none
    }
    guard let lineFeed = bytes.firstIndex(of: ASCII.lineFeed) else {
      return bytes.byteCount < 107 ? .needMore : .none
    }
    guard lineFeed < 107, lineFeed > 6 else { return .none }
    let line = bytes.extracting(6..<lineFeed).array()
    let words = line.filter { $0 != ASCII.carriageReturn }.split(separator: ASCII.space)
    if words.count == 5, let address = Self.address(words[1]),
      let port = UInt16(String(decoding: words[3], as: UTF8.self))
    {
      proxiedClient = Endpoint(address: address, port: port)
    }
    isOver = true
    return .read(lineFeed + 1)
  }

  /// Version 2: twelve fixed bytes, version and command, family, length, addresses.
  private mutating func proxyHeader(_ bytes: RawSpan) -> Found {
    let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10]
    for index in 0..<min(bytes.byteCount, 12) where bytes.byte(at: index) != signature[index] {
      return .none
    }
    // Two line ends alone may stand before a request as well.
    guard bytes.byteCount >= 16 else { return .needMore }
    let length = 16 + Int(bytes.uint16(at: 14))
    guard length <= Opening.limit else { return .none }
    guard bytes.byteCount >= length else { return .needMore }
    if bytes.byte(at: 12) == 0x21 {
      switch bytes.byte(at: 13) {
      case 0x11 where length >= 28:
        proxiedClient = Endpoint(
          address: IPAddress(ipv4: bytes.uint32(at: 16)), port: bytes.uint16(at: 24))
      case 0x21 where length >= 52:
        proxiedClient = Endpoint(
          address: IPAddress(high: bytes.uint64(at: 16), low: bytes.uint64(at: 24)),
          port: bytes.uint16(at: 48))
      default: break
      }
    }
    isOver = true
    return .read(length)
  }
}
