/// The order in which the bytes of a number are written.
public enum ByteOrder: Hashable, Sendable {
  case little, big
}

extension [UInt8] {
  /// Appends `value`, most significant byte first.
  mutating func append(big value: some FixedWidthInteger & UnsignedInteger) {
    append(value, .big)
  }

  /// Appends `value` in `order`.
  mutating func append(_ value: some FixedWidthInteger & UnsignedInteger, _ order: ByteOrder) {
    Swift.withUnsafeBytes(of: order == .big ? value.bigEndian : value.littleEndian) {
      append(contentsOf: $0)
    }
  }

  /// Writes `value` over the two bytes at `offset`, most significant first.
  mutating func put(_ value: UInt16, at offset: Int) {
    self[offset] = UInt8(value >> 8)
    self[offset + 1] = UInt8(truncatingIfNeeded: value)
  }
}
