import Bytes
import HTTP
import Ranges
import Transactions

/// What a file is called by those who sent it.
enum NameSource {
  /// The name of the content that `exchanges` brought of the resource at `url`.
  ///
  /// From the first Content-Disposition that has one, else from the last segment of the path, else
  /// `index`. Source: RFC 6266 §4.3.
  static func name(_ exchanges: some Sequence<RangeExchange>, url: String) -> FileName {
    for exchange in exchanges {
      guard let value = exchange.transaction.response?.head.fields.first("content-disposition"),
        let disposition = ContentDisposition(value)
      else { continue }
      for name in [disposition.extendedFilename, disposition.filename] {
        if let name = name.flatMap(FileName.init(cleaning:)) { return name }
      }
    }
    return FileName(cleaning: segment(of: url)) ?? FileName(known: "index")
  }

  /// The last segment of the path of an address, decoded where it is UTF-8.
  private static func segment(of url: String) -> String {
    let rest = url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    var path = rest[...]
    if let colon = rest.firstIndex(of: UInt8(ascii: ":")),
      rest[colon...].starts(with: "://".utf8)
    {
      path = rest[colon...].dropFirst(3).drop { $0 != UInt8(ascii: "/") }
    }
    guard let slash = path.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    let raw = path[path.index(after: slash)...]
    var bytes: [UInt8] = []
    var iterator = raw.makeIterator()
    while let byte = iterator.next() {
      var rest = iterator
      if byte == UInt8(ascii: "%"), let high = rest.next().flatMap(ASCII.hexDigit),
        let low = rest.next().flatMap(ASCII.hexDigit)
      {
        bytes.append(UInt8(high << 4 | low))
        iterator = rest
      } else {
        bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self) ?? String(decoding: raw, as: UTF8.self)
  }
}
