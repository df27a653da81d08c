import Forge
import Testing

@Suite struct ScenarioScriptTests {
  @Test(arguments: [
    ("", 1, "there is no connection in it"),
    ("colour red", 1, "'colour' is not known here"),
    ("resource a b", 1, "write resource NAME, or resource NAME like OTHER"),
    ("resource a like b", 1, "there is no resource 'b' before this line"),
    ("resource a\n  weight 3", 2, "'weight' is no property of a resource"),
    ("resource a\n  size -1", 2, "'-1' is no number from 0 to 1099511627776"),
    ("connection\n get a", 2, "there is no resource 'a' before this line"),
    ("connection\n cut 3", 2, "'cut' is not known here"),
    ("resource a\nconnection\nget a\nlose 3", 4, "'lose' is not known here"),
    ("resource a\nconnection\nget a range", 3, "write get NAME, or get NAME range FIRST-LAST"),
    ("resource a\nconnection\nget a\nanswer part 99999-", 4, "'99999-' is no part of the resource"),
    (
      "resource a\nconnection\nget a\nanswer none\ncut 3", 5,
      "there is no answer that could have it"
    ),
    ("connection\nfault eaten server 1", 2, "'eaten' is no fault"),
    ("connection\nfault missed nobody 1", 2, "'nobody' is neither client nor server"),
    ("connection\nserver example.org", 2, "'example.org' is no address; write 192.0.2.10:80"),
    (
      "connection\nserver [::1]:80", 1,
      "its ends are of two address families; give client and server"
    ),
    ("connection\nat noon", 2, "'noon' is no length of time; write 50ms or 1.5s"),
    ("resource a\nheader no colon", 2, "'no colon' is no header field; write Name: value"),
  ])
  func saysWhichLineIsWrong(_ text: String, _ line: Int, _ reason: String) {
    #expect(throws: ScriptError(line: line, reason: reason)) { try ScenarioScript(text) }
  }

  @Test func takesWhatALineSays() throws {
    let script = try ScenarioScript(
      """
      # A comment, and an empty line.

      title  Two parts
      expect a b
      expect c
      snaplen 96
      resource file
        path /x
        host h
        etag "1"
        size 3_000
      connection
        client 198.51.100.9:4000
        server [2001:db8::1]:81
        at 250ms
        get file range -500
          if-range "1"
      """.replacing("198.51.100.9:4000", with: "[2001:db8::2]:4000"))
    #expect(script.title == "Two parts")
    #expect(script.expected == ["a", "b", "c"])
    #expect(script.capture.snaplen == 96)
    let connection = try #require(script.capture.connections.first)
    #expect(connection.server == "[2001:db8::1]:81")
    #expect(connection.start == .milliseconds(250))
    let sent = String(decoding: connection.content(of: .client).bytes, as: UTF8.self)
    #expect(sent.hasPrefix("GET /x HTTP/1.1\r\nHost: h\r\n"))
    #expect(sent.contains("\r\nRange: bytes=-500\r\nIf-Range: \"1\"\r\n"))
    let answer = String(decoding: connection.content(of: .server).bytes, as: UTF8.self)
    #expect(answer.contains("\r\nContent-Range: bytes 2500-2999/3000\r\n"))
  }

  @Test func givesTheSameBytesAlways() throws {
    let text = "resource a\nconnection\nget a\n"
    #expect(try ScenarioScript(text).capture.pcap() == (try ScenarioScript(text).capture.pcap()))
  }
}
