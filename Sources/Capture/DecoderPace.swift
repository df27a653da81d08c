/// How much of a compressed frame a library is given at a time: never more than a block.
///
/// When a block is corrupt, zstd and lz4 do not tell what they made of those before it in the same
/// call. So that what is read of a corrupt frame does not depend on how much was asked for at once,
/// no call both makes something and meets the next block.
struct DecoderPace {
  /// The length of a block's header, for which the library's hint asks with the block before it.
  let headerLength: Int
  private var hint = 1
  private var isFull = false

  init(headerLength: Int) { self.headerLength = headerLength }

  /// The most bytes that the next call is given.
  var wanted: Int {
    if isFull { return 0 }
    return hint > headerLength ? hint - headerLength : max(hint, 1)
  }

  /// A call returned this hint; `isFull`: it may hold back output for which there was no room.
  mutating func note(hint: Int, isFull: Bool) {
    self.hint = hint
    // At the end of a frame nothing is held back.
    self.isFull = isFull && hint != 0
  }
}
