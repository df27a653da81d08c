import Testing

@testable import Reports

@Suite struct RedactionTests {
  private func redactor(_ salt: Salt = Salt(1, 2), showSecrets: Bool = false) -> Redactor {
    var options = ReportOptions()
    options.salt = salt
    options.showSecrets = showSecrets
    return Redactor(options)
  }

  @Test(arguments: [
    "Authorization", "PROXY-authorization", "Cookie", "Set-Cookie", "X-Amz-Security-Token",
    "x-api-key", "X-Session-Id", "Client-Secret",
  ])
  func takesValuesOfSecretFieldsOut(_ name: String) {
    let value = redactor().value("open sesame", ofField: name)
    #expect(value.hasPrefix("[redacted 11 bytes #") && !value.contains("sesame"))
    #expect(redactor(showSecrets: true).value("open sesame", ofField: name) == "open sesame")
  }

  @Test(arguments: ["Host", "Range", "ETag", "Keep-Alive", "If-Range", "Content-Range", ""])
  func leavesOtherFields(_ name: String) {
    #expect(redactor().value("open sesame", ofField: name) == "open sesame")
  }

  @Test func hashTellsEqualFromUnequalWithinARun() {
    func hash(_ text: String, _ salt: Salt) -> String {
      redactor(salt).value(text, ofField: "Cookie")
    }
    #expect(hash("a", Salt(1, 2)) == hash("a", Salt(1, 2)))
    #expect(hash("a", Salt(1, 2)) != hash("b", Salt(1, 2)))
    #expect(hash("a", Salt(1, 2)) != hash("a", Salt(1, 3)))
  }

  @Test func hashIsSipHash() {
    // The test vector of the paper's appendix A: key 00…0f, message 00…0e.
    let key = Salt(0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908)
    #expect(SipHash.hash((0..<15).map { UInt8($0) }, key: key) == 0xA129_CA61_49BE_45E5)
  }

  @Test(arguments: [
    ("http://h/a?b=1&c=2", "http://h/a?b=1&c=2"),
    ("http://h/a?X-Amz-Signature=ab12&x=1", "http://h/a?X-Amz-Signature=R4&x=1"),
    ("/a?sig=abc", "/a?sig=R3"),
    ("/a?x=1;access_token=abc#f", "/a?x=1;access_token=R3#f"),
    ("GET /a?Key-Pair-Id=K&Policy=p was", "GET /a?Key-Pair-Id=R1&Policy=p was"),
    ("/a?%73ig=abc", "/a?%73ig=R3"),
    ("/a?token=&x=y", "/a?token=&x=y"),
    ("a = b & token = c", "a = b & token = c"),
    ("/a?x=1&sig=abc&y=2&TOKEN=d", "/a?x=1&sig=R3&y=2&TOKEN=R1"),
    ("/a?sig=&token=x", "/a?sig=&token=R1"),
    ("?=b", "?=b"),
    ("no query", "no query"),
  ])
  func takesSecretsOfQueriesOut(_ text: String, expected: String) {
    let written = redactor().queries(in: text)
      .replacing(/\[redacted (\d+) bytes #[0-9a-f]{8}\]/) { "R\($0.output.1)" }
    #expect(written == expected)
    #expect(redactor(showSecrets: true).queries(in: text) == text)
  }
}
