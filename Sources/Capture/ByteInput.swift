/// Something that bytes come from, in order: a file, a pipe, what a decompressor makes.
protocol ByteInput: AnyObject {
  /// Fills the front of `memory`, which is not empty.
  ///
  /// - Returns: How many bytes there are now, at least one; 0 at the end and where no more can be read.
  func read(into memory: UnsafeMutableRawBufferPointer) -> Int

  /// Why it ended before its end, in words; `nil` while it has not.
  var failure: String? { get }
}
