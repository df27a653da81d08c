extension String {
  /// What stands between each of the ASCII characters `separator`, be it empty.
  func pieces(_ separator: Unicode.Scalar) -> [Substring] {
    let separator = UInt8(ascii: separator)
    return utf8.split(separator: separator, omittingEmptySubsequences: false).map(Substring.init)
  }
}
