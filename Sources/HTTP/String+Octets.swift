extension String {
  /// The text of octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  public init(octets: UnsafeRawBufferPointer) {
    if Self.areASCII(octets) {
      // Nearly all are; a generic validation of each costs as much as the parser.
      self = String(decoding: octets, as: UTF8.self)
    } else if let text = String(validating: octets, as: UTF8.self) {
      self = text
    } else {
      self = String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    }
  }

  /// The text of octets from the wire: UTF-8 where they are UTF-8, else ISO-8859-1.
  public init(octets: [UInt8]) {
    self = octets.withUnsafeBytes { String(octets: $0) }
  }

  private static func areASCII(_ octets: UnsafeRawBufferPointer) -> Bool {
    var offset = 0
    var all: UInt64 = 0
    while octets.count - offset >= 8 {
      all |= octets.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    while offset < octets.count {
      all |= UInt64(octets[offset])
      offset += 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }
}
