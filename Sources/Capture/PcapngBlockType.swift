/// The types of pcapng blocks that we know.
///
/// Source: draft-ietf-opsawg-pcapng §11.1.
enum BlockType {
  static let section: UInt32 = 0x0A0D_0D0A
  static let interface: UInt32 = 1
  static let obsoletePacket: UInt32 = 2
  static let simplePacket: UInt32 = 3
  static let names: UInt32 = 4
  static let statistics: UInt32 = 5
  static let enhancedPacket: UInt32 = 6
  static let journal: UInt32 = 9
  static let secrets: UInt32 = 0x0A
  static let custom: UInt32 = 0x0BAD
  static let customNotCopied: UInt32 = 0x4000_0BAD

  /// Whether a block of that type is taken for one where a file is damaged.
  static func isKnown(_ type: UInt32) -> Bool {
    type == section || 1...secrets ~= type || type == custom || type == customNotCopied
  }

  /// Whether Wireshark gives a block of that type a frame number, though it is no packet.
  static func isNumbered(_ type: UInt32) -> Bool {
    type == custom || type == customNotCopied || type == journal
  }
}
