import Bytes
import HTTP
import Transactions

extension ResourceGrouping {
  /// What follows the authority of an address.
  static func path(_ url: String) -> Substring {
    if let offset = url.utf8.withContiguousStorageIfAvailable(pathOffset) {
      return url[url.utf8.index(url.startIndex, offsetBy: offset)...]
    }
    let bytes = url.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")),
      let start = bytes.index(colon, offsetBy: 3, limitedBy: bytes.endIndex)
    else { return Substring(url) }
    return url[(bytes[start...].firstIndex(of: UInt8(ascii: "/")) ?? bytes.endIndex)...]
  }

  /// The hash of what follows the authority of an address.
  static func pathHash(_ url: String) -> UInt64 {
    url.utf8.withContiguousStorageIfAvailable { octets in
      let path = unsafe UnsafeBufferPointer(rebasing: octets[pathOffset(octets)...])
      return unsafe OctetHash.of(UnsafeRawBufferPointer(path))
    } ?? OctetHash.of(path(url))
  }
}

extension ResourceGrouping {
  /// Whether there is a query in what follows the authority of an address.
  static func hasQuery(_ url: String) -> Bool {
    let mark = UInt8(ascii: "?")
    let found = url.utf8.withContiguousStorageIfAvailable { octets in
      let offset = pathOffset(octets)
      return unsafe UnsafeRawBufferPointer(octets).bytes.firstIndex(of: mark, from: offset) != nil
    }
    return found ?? path(url).utf8.contains(mark)
  }

  /// How many octets of an address stand before what follows its authority; 0 where it has none.
  private static func pathOffset(_ url: UnsafeBufferPointer<UInt8>) -> Int {
    var index = 0
    while index < url.count, url[index] != UInt8(ascii: ":") { index += 1 }
    guard index + 3 <= url.count else { return 0 }
    index += 3
    while index < url.count, url[index] != UInt8(ascii: "/") { index += 1 }
    return index
  }
}

extension RangeExchange {
  /// Whether it is a GET or HEAD answered by a redirect that names where to go.
  public var isRedirect: Bool { redirectTarget != nil }

  /// The address to which a redirect leads; `nil` for what is none.
  public var redirectTarget: String? {
    guard let response, [301, 302, 303, 307, 308].contains(response.status),
      let location = response.location
    else { return nil }
    return RequestURL.resolve(location, against: url)
  }
}
