import HTTP
import Testing

@Suite struct IfRangeTests {
  @Test func readsATagOrADate() {
    #expect(IfRange("\"abc\"") == .entityTag(EntityTag(opaqueTag: "abc")))
    #expect(IfRange("W/\"abc\"") == .entityTag(EntityTag(opaqueTag: "abc", isWeak: true)))
    let date = IfRange("Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(date == .date(HTTPDate(epochSeconds: 784_111_777)))
    #expect(date.description == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(IfRange("W/\"abc\"").description == "W/\"abc\"")
  }

  @Test(arguments: [
    "", "abc", "\"abc", "w/\"abc\"", "\"a\", \"b\"", "*", "0", "Sun, 32 Nov 1994 08:49:37 GMT",
    "\u{0}", "784111777", "Sun, 06 Nov 1994 08:49:37 GMT, \"abc\"",
  ])
  func keepsTheTextOfWhatIsNeither(_ value: String) {
    #expect(IfRange(value) == .malformed(value))
    #expect(IfRange(value).description == value)
  }
}
