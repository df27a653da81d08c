import Testing

/// What a peer may say to have files written where or as they should not be.
enum HostileRows {
  /// Values of Content-Disposition, or targets, and the name that the file gets.
  struct Name: CustomTestStringConvertible, Sendable {
    var target = "/plain.bin"
    var disposition: String?
    var name: String

    init(_ disposition: String, _ name: String) {
      self.disposition = disposition
      self.name = name
    }

    init(target: String, _ name: String) {
      self.target = target
      self.name = name
    }

    var testDescription: String { String((disposition ?? target).prefix(60)) }
  }

  /// `filename` in quotes.
  private static func plain(_ text: String, _ name: String) -> Name {
    Name("attachment; filename=\"\(text)\"", name)
  }

  /// `filename*` in UTF-8, percent-encoded already.
  private static func extended(_ text: String, _ name: String) -> Name {
    Name("attachment; filename*=UTF-8''\(text)", name)
  }

  static let names: [Name] = [
    // Ways out of the directory.
    plain("../../etc/passwd", "passwd"), plain("/etc/passwd", "passwd"),
    plain("..\\\\..\\\\evil.exe", "evil.exe"), plain("C:\\\\Windows\\\\evil.exe", "evil.exe"),
    plain("\\\\\\\\server\\\\share\\\\x", "x"), plain("a/../../b", "b"), plain("..", "plain.bin"),
    plain(".", "plain.bin"), plain("../", "plain.bin"), plain("/", "plain.bin"),
    plain("", "plain.bin"), plain("...", "plain.bin"), plain("a/..", "plain.bin"),
    extended("..%2F..%2Fx", "x"), extended("%2e%2e%2f%2e%2e%2fx", "x"),
    extended("..%5C..%5Cx", "x"), extended("%2Fabs", "abs"),
    extended("x%00.txt", "x_.txt"), extended("..%00", "_._"),
    extended("%C0%AE%C0%AE/x", "plain.bin"), extended("%E2%80%A5", "‥"),
    extended("x%E2%88%95y", "x∕y"), extended("%EF%BC%8F", "／"),
    // Names that mean something to a shell or a system.
    plain(".htaccess", "_htaccess"), plain(".ssh", "_ssh"), plain("..hidden", "_.hidden"),
    plain("-rf", "_rf"), plain("--help", "_-help"), plain("~root", "_root"),
    plain("NUL", "_NUL"), plain("con", "_con"), plain("CON.txt", "_CON.txt"),
    plain("aux.tar.gz", "_aux.tar.gz"), plain("COM1", "_COM1"), plain("lpt9.log", "_lpt9.log"),
    plain("com¹", "_com¹"), plain("CONIN$", "_CONIN$"), plain("nul .txt", "_nul .txt"),
    plain("file.txt:stream", "file.txt_stream"), plain("x::$DATA", "x__$DATA"),
    plain("a<b>c|d?e*f", "a_b_c_d_e_f"), plain("trailing.", "trailing"),
    plain("trailing. . .", "trailing"), plain("  spaces  ", "spaces"),
    // Characters that hide what a name is.
    extended("photo%E2%80%AEgpj.exe", "photo_gpj.exe"), extended("a%E2%80%8Bb", "a_b"),
    extended("a%EF%BB%BFb", "a_b"), extended("a%0D%0Ab", "a__b"), extended("a%1B%5B2Jb", "a_[2Jb"),
    extended("a%7Fb%C2%9Bc", "a_b_c"), extended("a%E2%80%A8b", "a_b"),
    extended("a%F3%A0%80%81b", "a_b"), extended("a%EE%80%80b", "a_b"),
    extended("a%C2%A0b", "a b"), extended("%E2%81%A6x%E2%81%A9", "_x_"),
    // Names that collide with what is written beside them.
    plain("manifest.json", "manifest-2.json"), plain("MANIFEST.JSON", "MANIFEST-2.JSON"),
    // Names that are too long.
    plain(
      String(repeating: "a", count: 5000) + ".bin", String(repeating: "a", count: 176) + ".bin"),
    plain(String(repeating: "é", count: 300), String(repeating: "é", count: 90)),
    extended(
      "a" + String(repeating: "%CC%81", count: 3000), "a" + String(repeating: "\u{301}", count: 89)),
    // The same by the target.
    Name(target: "/..%2f..%2fetc%2fpasswd", "passwd"), Name(target: "/a/%2e%2e", "index"),
    Name(target: "/a/..", "index"), Name(target: "/", "index"), Name(target: "/dir/", "index"),
    Name(target: "/x?name=../../y", "x"), Name(target: "/x#/../y", "x"),
    Name(target: "/%00", "index"), Name(target: "/%ff%fe", "%ff%fe"), Name(target: "/%", "%"),
    Name(target: "/.bashrc", "_bashrc"), Name(target: "/..;/x", "x"),
    Name(target: "http://evil.test/../../z", "z"), Name(target: "http://evil.test", "index"),
    Name(target: "/nul", "_nul"), Name(target: "/%E2%80%AEtxt.exe", "_txt.exe"),
  ]

  /// A Content-Range, the bytes that come with it, and what the file is like: its length and how much
  /// of it is there; `nil` where there is none.
  struct Range: CustomTestStringConvertible, Sendable {
    var value: String
    var length: Int?

    init(_ value: String, _ length: Int?) {
      self.value = value
      self.length = length
    }

    var testDescription: String { value }
  }

  /// Each with a body of ten bytes.
  static let ranges: [Range] = [
    Range("bytes 0-9/1099511627776", 1_099_511_627_776),
    Range("bytes 1099511627766-1099511627775/1099511627776", 1_099_511_627_776),
    Range("bytes 549755813888-549755813897/*", 549_755_813_898),
    Range("bytes 0-9/8796093022208", 8_796_093_022_208), Range("bytes 0-9/8796093022209", nil),
    Range("bytes 0-9/9223372036854775807", nil), Range("bytes 0-9/9223372036854775808", nil),
    Range("bytes 0-9/99999999999999999999999", nil),
    Range("bytes 9223372036854775797-9223372036854775806/*", nil),
    Range("bytes 9223372036854775798-9223372036854775807/*", nil),
    Range("bytes 9223372036854775807-9223372036854775816/*", nil),
    Range("bytes 18446744073709551606-18446744073709551615/*", nil),
    Range("bytes 0-18446744073709551615/*", 10), Range("bytes 5-4/10", nil),
    Range("bytes -1-8/10", nil), Range("bytes -9/10", nil), Range("bytes 0x0-0x9/10", nil),
    Range("bytes */10", nil), Range("bytes 0-9", 10), Range("bytes", nil), Range("", nil),
    Range("items 0-9/10", nil), Range("bytes 0-9/10", 10), Range("bytes 0-8/9", 9),
    Range("bytes 0-9999999999/10000000000", 10_000_000_000),
  ]
}
