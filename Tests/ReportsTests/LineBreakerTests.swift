import Testing

@testable import Reports

@Suite struct LineBreakerTests {
  @Test(arguments: [
    ("one two three", 8, ["one two", "three"]), ("", 8, []),
    ("abcdefghijk", 8, ["abcdefgh", "ijk"]),
    ("字节字节字节", 8, ["字节字节", "字节"]), ("字节字节，好", 8, ["字节字", "节，好"]),
    ("共 8,322,278 字节", 12, ["共 8,322,278", "字节"]), ("（字节字）节", 8, ["（字节", "字）节"]),
    ("  two  blanks ", 20, ["  two  blanks"]),
  ])
  func breaksWhereTheScriptAllowsIt(_ text: String, _ columns: Int, _ lines: [String]) {
    #expect(LineBreaker(columns: columns).lines(text) == lines)
  }
}
