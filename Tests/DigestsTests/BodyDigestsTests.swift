import Bytes
import Digests
import HTTP
import Testing

struct BodyDigestsTests {
  /// What is said of `text` behind a head of these fields, the bytes taken one by one.
  private func checks(
    _ text: String, status: Int = 200, isGET: Bool = true, _ fields: [(String, String)],
    skipping: Bool = false, isComplete: Bool = true
  ) -> [String] {
    let head = ResponseHead(status: status, fields: HeaderFields(fields))
    guard let digests = BodyDigests(head, isGET: isGET) else { return [] }
    for byte in text.utf8 { digests.receive([byte].span.bytes) }
    if skipping { digests.skip() }
    return digests.checks(isComplete: isComplete).map { check in
      let match = check.isMatch.map { $0 ? "matches" : "differs from" } ?? "may be"
      return "\(check.promised.algorithm.rawValue) \(match) \(check.promised.source.rawValue)"
    }
  }

  /// RFC 9530 §3 and appendix A: `{"hello": "world"}` and a line feed.
  private static let sha256 = ":RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"
  private static let text = "{\"hello\": \"world\"}\n"

  @Test func theExamplesOfTheSpecificationsMatch() {
    #expect(
      checks(Self.text, [("Repr-Digest", "sha-256=\(Self.sha256)")])
        == ["SHA-256 matches Repr-Digest"])
    #expect(
      checks(Self.text, [("Content-Digest", "crc32c=:AAAAAA==:, SHA-256 = \(Self.sha256);a=b")])
        == ["SHA-256 matches Content-Digest"])
    // RFC 1864 has no example of bytes; these are of RFC 1321 and RFC 3174.
    #expect(
      checks("abc", [("Content-MD5", "kAFQmDzST7DWlj99KOF/cg==")]) == ["MD5 matches Content-MD5"])
    #expect(
      checks("abc", [("Digest", "SHA=qZk+NkcGgWq6PiVxeFDCbJzQ2J0=, UNIXsum=30637")])
        == ["SHA-1 matches Digest"])
    #expect(
      checks(
        "abc",
        [
          (
            "Digest",
            "sha-512=3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw=="
          )
        ]) == ["SHA-512 matches Digest"])
    #expect(
      checks("abc", [("ETag", "\"900150983cd24fb0d6963f7d28e17f72\""), ("Server", "AmazonS3")])
        == ["MD5 matches ETag"])
  }

  @Test func otherBytesDiffer() {
    #expect(
      checks("{}", [("Content-Digest", "sha-256=\(Self.sha256)"), ("Content-MD5", "x")])
        == ["SHA-256 differs from Content-Digest"])
  }

  @Test func aPartSaysNothingOfTheWhole() {
    let fields = [("Repr-Digest", "sha-256=\(Self.sha256)")]
    let unknown = ["SHA-256 may be Repr-Digest"]
    #expect(checks("x", status: 206, fields + [("Content-Range", "bytes 1-1/19")]) == unknown)
    #expect(checks("x", status: 404, fields) == unknown)
    #expect(checks("x", isGET: false, fields) == unknown)
    #expect(checks(Self.text, fields, skipping: true) == unknown)
    #expect(checks(Self.text, fields, isComplete: false) == unknown)
    #expect(
      checks(Self.text, status: 206, fields + [("Content-Range", "bytes 0-18/19")])
        == ["SHA-256 matches Repr-Digest"])
    #expect(
      checks(
        Self.text, status: 206,
        [("Content-Digest", "sha-256=\(Self.sha256)"), ("Content-Range", "bytes 1-19/30")])
        == ["SHA-256 matches Content-Digest"])
    #expect(
      checks(
        "x", status: 206,
        [("Content-MD5", "kAFQmDzST7DWlj99KOF/cg=="), ("Content-Range", "bytes 1-1/3")])
        == ["MD5 may be Content-MD5"])
  }

  @Test(
    arguments: [
      [("ETag", "\"900150983cd24fb0d6963f7d28e17f72\""), ("Server", "nginx")],
      [("ETag", "\"900150983cd24fb0d6963f7d28e17f72-3\""), ("Server", "AmazonS3")],
      [("ETag", "W/\"900150983cd24fb0d6963f7d28e17f72\""), ("Server", "AmazonS3")],
      [
        ("ETag", "\"900150983cd24fb0d6963f7d28e17f72\""), ("Server", "AmazonS3"),
        ("x-amz-server-side-encryption", "aws:kms"),
      ],
      [("Repr-Digest", "sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=")],
      [("Repr-Digest", "sha-256=:RK/0:")], [("Repr-Digest", "md4=:RK/0:, =::, sha-256=:")],
      [("Digest", "SHA-256")], [("Content-MD5", "900150983cd24fb0d6963f7d28e17f72")],
      [("Content-MD5", "")],
    ] as [[(String, String)]])
  func whatIsNoDigestPromisesNothing(_ fields: [(String, String)]) {
    #expect(checks("abc", fields) == [])
  }
}
