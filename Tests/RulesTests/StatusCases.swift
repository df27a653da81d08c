import HTTP
import Rules

extension RuleCase {
  static let statuses: [RuleCase] = [
    RuleCase("range-unsatisfiable", .note) {
      $0.add(range: "bytes=2000-", status: 416, [("Content-Range", "bytes */1000")])
    } isQuiet: {
      $0.add(range: "bytes=20-", status: 416, [("Content-Range", "bytes */1000")])
    },
    RuleCase("unsatisfied-without-length", .note) {
      $0.add(range: "bytes=2000-", status: 416)
    } isQuiet: {
      $0.add(range: "bytes=2000-", status: 416, [("Content-Range", "bytes */1000")])
    },
    RuleCase("unsatisfied-yet-satisfiable", .error) {
      $0.add(range: "bytes=999-", status: 416, [("Content-Range", "bytes */1000")])
    } isQuiet: {
      $0.add(range: "bytes=1000-", status: 416, [("Content-Range", "bytes */1000")])
      $0.add(range: "bytes=0-1,2-3,4-5", status: 416, [("Content-Range", "bytes */1000")])
    },
    RuleCase("unsatisfied-yet-satisfiable", .error) {
      $0.whole()
      $0.add(range: "bytes=10-", status: 416)
    } isQuiet: {
      $0.add(range: "bytes=10-", status: 416)
    },
    RuleCase("unsatisfied-unrequested", .warning) {
      $0.add(status: 416)
    } isQuiet: {
      $0.add(range: "bytes=10-", status: 416)
    },
    RuleCase("resume-already-complete", .note) {
      $0.whole()
      $0.add(range: "bytes=1000-", status: 416)
    } isQuiet: {
      $0.whole()
      $0.add(range: "bytes=1001-", status: 416)
    },
    RuleCase("accept-ranges-contradicted", .note) {
      $0.part(0..<10, [("Accept-Ranges", "none")])
    } isQuiet: {
      $0.part(0..<10, [("Accept-Ranges", "bytes")])
    },
    RuleCase("accept-ranges-contradicted", .note) {
      $0.whole(range: "bytes=5-", [("Accept-Ranges", "bytes")])
    } isQuiet: {
      $0.whole(
        range: "bytes=5-", etag: "\"v2\"", request: [("If-Range", Traffic.tag)],
        [("Accept-Ranges", "bytes")])
      $0.whole(range: "bytes=9-0", [("Accept-Ranges", "bytes")])
    },
    RuleCase("precondition-failed", .note) {
      $0.add(range: "bytes=10-", request: [("If-Match", Traffic.tag)], status: 412)
    } isQuiet: {
      $0.add("POST", request: [("If-Match", Traffic.tag)], status: 412)
    },
    RuleCase("redirected", .note) {
      $0.add(range: "bytes=10-", status: 302, [("Location", "/elsewhere")])
    } isQuiet: {
      $0.add(status: 302, [("Location", "/elsewhere")])
      $0.add(range: "bytes=10-", status: 304, [("Location", "/elsewhere")])
    },
  ]
}
