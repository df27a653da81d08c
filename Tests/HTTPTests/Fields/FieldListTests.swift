import HTTP
import Testing

@Suite struct FieldListTests {
  @Test(
    arguments: [
      ("", []), (" ", []), (",", []), (" , ,\t,", []), ("a", ["a"]), ("a,b", ["a", "b"]),
      (" a , b\t,c ", ["a", "b", "c"]), ("a,,b,", ["a", "b"]), ("a b, c", ["a b", "c"]),
      ("\"a,b\",c", ["\"a,b\"", "c"]), ("x=\"a\\\",b\", c", ["x=\"a\\\",b\"", "c"]),
      ("\"a,b", ["\"a,b"]), ("a,\"", ["a", "\""]), ("a,\"\\", ["a", "\"\\"]),
      ("\u{0},é", ["\u{0}", "é"]),
    ] as [(String, [String])])
  func splits(_ value: String, _ elements: [String]) {
    #expect(FieldList.elements(of: value) == elements)
  }

  @Test func looksThroughAllLines() {
    #expect(FieldList.elements(of: ["a, b", "c"]) == ["a", "b", "c"])
    #expect(FieldList.contains("Close", in: ["keep-alive", "x, CLOSE"]))
    #expect(!FieldList.contains("close", in: ["closed", "\"close\""]))
    #expect(!FieldList.contains("close", in: []))
  }

  @Test func bearsAMillionCommas() {
    #expect(FieldList.elements(of: String(repeating: ",", count: 1_000_000)).isEmpty)
    #expect(FieldList.elements(of: String(repeating: "a,", count: 500_000)).count == 500_000)
    #expect(FieldList.elements(of: String(repeating: "\"", count: 1_000_001)).count == 1)
  }
}

@Suite struct TransferEncodingTests {
  @Test(
    arguments: [
      ([], [], false, false), (["chunked"], ["chunked"], true, false),
      (["Chunked"], ["chunked"], true, false),
      (["gzip, chunked"], ["gzip", "chunked"], true, false),
      (["gzip", "chunked"], ["gzip", "chunked"], true, false), (["gzip"], ["gzip"], false, false),
      (["chunked, gzip"], ["chunked", "gzip"], false, true),
      (["chunked, chunked"], ["chunked", "chunked"], true, true),
      (["chunked;a=b"], ["chunked"], true, false), (["xchunked"], ["xchunked"], false, false),
      (["identity"], ["identity"], false, false), (["chun ked"], ["chun ked"], false, true),
      (["\u{b}chunked"], ["\u{b}chunked"], false, true),
      (["\"chunked\""], ["\"chunked\""], false, true),
    ] as [([String], [String], Bool, Bool)])
  func readsTheCodings(
    _ values: [String], _ codings: [String], _ isChunked: Bool, _ isMalformed: Bool
  ) {
    let encoding = TransferEncoding(values: values)
    #expect(encoding.codings == codings)
    #expect(encoding.isChunked == isChunked)
    #expect(encoding.isMalformed == isMalformed)
  }
}

@Suite struct ContentLengthTests {
  @Test(
    arguments: [
      ([], .none), (["0"], .value(0)), (["42"], .value(42)), ([" 42 "], .value(42)),
      (["42", "42"], .value(42)), (["42, 42"], .value(42)), (["042", "42"], .value(42)),
      (["42", "43", "42"], .conflict([42, 43])), (["42, 43"], .conflict([42, 43])),
      (["99999999999999999999"], .value(.max)), ([""], .malformed("")), (["-1"], .malformed("-1")),
      (["+1"], .malformed("+1")), (["1.5"], .malformed("1.5")), (["0x10"], .malformed("0x10")),
      (["1 2"], .malformed("1 2")), (["1,"], .malformed("1,")), ([",1"], .malformed(",1")),
      (["1", "a"], .malformed("a")), (["1;2"], .malformed("1;2")),
      (["5\u{0}"], .malformed("5\u{0}")),
      (["٣"], .malformed("٣")),
    ] as [([String], ContentLength)])
  func reads(_ values: [String], _ length: ContentLength) {
    #expect(ContentLength.parse(values: values) == length)
  }

  @Test func bearsManyLengths() {
    let list = (0..<100_000).map(String.init).joined(separator: ",")
    #expect(ContentLength.parse(values: [list]) == .conflict(Array(0..<100_000)))
  }
}
