import HTTP
import Testing

@Suite struct EntityTagTests {
  @Test(arguments: [
    // RFC 9110 §8.8.3.
    ("\"xyzzy\"", "xyzzy", false), ("W/\"xyzzy\"", "xyzzy", true), ("\"\"", "", false),
    ("W/\"\"", "", true), ("\"a,b\"", "a,b", false), ("\"a\\\"", "a\\", false),
    ("\"!#$%&'()*+,-./:;<=>?@[]^_`{|}~\"", "!#$%&'()*+,-./:;<=>?@[]^_`{|}~", false),
    ("\"é\u{80}\u{ff}\"", "é\u{80}\u{ff}", false), ("\"W/x\"", "W/x", false),
  ])
  func readsATag(_ value: String, _ opaque: String, _ isWeak: Bool) {
    let tag = EntityTag(opaqueTag: opaque, isWeak: isWeak)
    #expect(EntityTag(value) == tag)
    #expect(tag.description == value)
    #expect(ETagField(value) == .entityTag(tag))
  }

  static let malformed = [
    "", "xyzzy", "\"", "\"xyzzy", "xyzzy\"", "w/\"xyzzy\"", "W/xyzzy", "W\"x\"", "W/", "W",
    "W/ \"x\"", " \"x\"", "\"x\" ", "\"a b\"", "\"a\tb\"", "\"a\"b\"", "\"a\"\"b\"", "'x'",
    "\"\u{0}\"", "\"\u{7f}\"", "\"x\"-gzip", "\"x\", \"y\"", "*", "“x”",
    "\"" + String(repeating: "a", count: 1_000_000),
  ]

  @Test(arguments: malformed)
  func keepsTheTextOfWhatIsNoTag(_ value: String) {
    #expect(EntityTag(value) == nil)
    #expect(ETagField(value) == .malformed(value))
    #expect(ETagField(value).entityTag == nil)
    #expect(ETagField(value).description == value)
  }

  @Test(arguments: [
    // RFC 9110 §8.8.3.2, table 3.
    ("W/\"1\"", "W/\"1\"", false, true), ("W/\"1\"", "W/\"2\"", false, false),
    ("W/\"1\"", "\"1\"", false, true), ("\"1\"", "\"1\"", true, true),
    ("\"1\"", "\"A\"", false, false), ("\"a\"", "\"A\"", false, false),
    // Equal as text, not as bytes: composed and decomposed.
    ("\"\u{e9}\"", "\"e\u{301}\"", false, false),
  ])
  func compares(_ a: String, _ b: String, _ strong: Bool, _ weak: Bool) throws {
    let first = try #require(EntityTag(a))
    let second = try #require(EntityTag(b))
    #expect(first.strongMatch(second) == strong)
    #expect(second.strongMatch(first) == strong)
    #expect(first.weakMatch(second) == weak)
    #expect(second.weakMatch(first) == weak)
    #expect((first == second) == (weak && first.isWeak == second.isWeak))
    #expect(Set([first, second]).count == (first == second ? 1 : 2))
    #expect((ETagField(a) == ETagField(b)) == (first == second))
  }

  @Test func readsLists() throws {
    let x = EntityTag(opaqueTag: "x")
    let weak = EntityTag(opaqueTag: "y,z", isWeak: true)
    #expect(EntityTagList("*") == .any)
    #expect(EntityTagList(" * ") == .any)
    #expect(EntityTagList("\"x\"") == .tags([x]))
    #expect(EntityTagList("\"x\" , W/\"y,z\"") == .tags([x, weak]))
    #expect(EntityTagList(",\"x\",, W/\"y,z\",") == .tags([x, weak]))
    let list = EntityTagList("\"x\", W/\"y,z\"")
    #expect(list.strongMatch(x))
    #expect(!list.strongMatch(weak))
    #expect(list.weakMatch(weak))
    #expect(!list.weakMatch(EntityTag(opaqueTag: "q")))
    #expect(EntityTagList.any.strongMatch(x))
    #expect(EntityTagList.any.weakMatch(x))
  }

  @Test(arguments: [
    "", ",", "x", "\"x\" \"y\"", "\"x\", y", "*, \"x\"", "\"x\", *", "\"x", "w/\"x\"", "\u{0}",
  ])
  func keepsTheTextOfWhatIsNoList(_ value: String) {
    #expect(EntityTagList(value) == .malformed(value))
    #expect(!EntityTagList(value).weakMatch(EntityTag(opaqueTag: "x")))
    #expect(!EntityTagList(value).strongMatch(EntityTag(opaqueTag: "x")))
  }
}
