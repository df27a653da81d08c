internal import Bytes

/// What a file that is no capture seems to be, so that its refusal can say so.
enum FileSignature {
  /// How many bytes are looked at, where the file has so many.
  static let length = 512

  /// Why bytes with which a file begins, four of them or more, are no capture.
  static func reason(_ bytes: RawSpan) -> String {
    for (start, name) in compressions where bytes.hasPrefix(start, at: 0) {
      return "it is compressed with \(name) (decompress it)"
    }
    for (start, name) in others where bytes.hasPrefix(start, at: 0) { return "it is \(name)" }
    let start = bytes.uint32(at: 0)
    if start >> 16 == 0x1F9D { return "it is compressed with compress (decompress it)" }
    if start == 0xFD37_7A58 { return "it is compressed with xz (decompress it)" }
    if start == 0x0221_4C18 {
      return "it is compressed with an old form of lz4 (decompress it)"
    }
    if (0..<bytes.byteCount).allSatisfy({ isText(bytes.byte(at: $0)) }) { return "it is text" }
    return "its format is unknown"
  }

  private static func isText(_ byte: UInt8) -> Bool {
    0x20..<0x7F ~= byte || 0x09...0x0D ~= byte
  }

  private static let compressions: [(StaticString, String)] = [
    ("BZh", "bzip2"),
    ("LZIP", "lzip"),
    ("7z", "7z"),
    ("PK\u{03}\u{04}", "zip"),
  ]

  private static let others: [(StaticString, String)] = [
    ("\u{7F}ELF", "a program"),
    ("snoop\0\0\0", "a capture of snoop (convert it with editcap)"),
    ("GMBU", "a capture of Network Monitor (convert it with editcap)"),
    ("RTSS", "a capture of Network Monitor (convert it with editcap)"),
    ("TRSNIFF data", "a capture of Sniffer (convert it with editcap)"),
    ("\0\0\0\0\0\0\0\0\0\0\0\0", "filled with zeros"),
  ]
}
