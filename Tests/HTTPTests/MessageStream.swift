import TestSupport

/// A stream of valid messages, and what is to be found in it, both as the seed has them.
struct MessageStream {
  private(set) var bytes: [UInt8] = []
  private(set) var log: [String] = []
  private(set) var methods: [String] = []
  private var generator: SeededGenerator

  static func requests(seed: UInt64) -> MessageStream {
    var stream = MessageStream(seed)
    for _ in 0..<Int.random(in: 1...6, using: &stream.generator) { stream.addRequest() }
    return stream
  }

  static func responses(seed: UInt64) -> MessageStream {
    var stream = MessageStream(seed)
    for _ in 0..<Int.random(in: 1...6, using: &stream.generator) { stream.addResponse() }
    return stream
  }

  private init(_ seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick<T>(_ values: [T]) -> T {
    values[Int.random(in: 0..<values.count, using: &generator)]
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func line(_ text: String) {
    bytes += Array((text + pick(["\r\n", "\r\n", "\n"])).utf8)
  }

  private mutating func content(_ count: Int) {
    for _ in 0..<count { bytes.append(UInt8.random(in: 0...255, using: &generator)) }
  }

  private mutating func field(_ name: String, _ value: String) {
    line(
      pick([name, name.lowercased()]) + ":" + pick([" ", "", "\t "]) + value + pick(["", " "]))
  }

  private mutating func field(logged name: String, _ value: String) {
    line(name + ": " + value)
    log.append("  \(name): \(value)")
  }

  private mutating func otherFields() {
    for _ in 0..<number(0...8) {
      field(logged: pick(["Host", "X", "ETag"]), pick(["", "a", "bytes 0-1/2", "\"x\"", "é"]))
    }
  }

  private mutating func addRequest() {
    if number(0...5) == 0 { line("") }
    let method = pick(["GET", "HEAD", "POST", "M-SEARCH"])
    let target = pick(["/", "/a%20b", "http://example.org/", "*"])
    line("\(method) \(target) HTTP/1.1")
    log.append("head \(method) \(target) 1.1")
    otherFields()
    addContent(without: "none")
  }

  private mutating func addResponse() {
    let method = pick(["GET", "GET", "HEAD"])
    methods.append(method)
    if number(0...4) == 0 {
      line("HTTP/1.1 100 Continue")
      line("")
      log += ["head 1.1 100 Continue", "  length none", "end"]
    }
    let status = pick([200, 206, 204, 304, 416])
    line("HTTP/1.1 \(status) Fine")
    log.append("head 1.1 \(status) Fine")
    otherFields()
    if method == "HEAD" || status == 204 || status == 304 {
      line("")
      log += ["  length none", "end"]
    } else {
      addContent(without: nil)
    }
  }

  /// - Parameter without: the length of a message that says nothing; `nil`: it must say one.
  private mutating func addContent(without: String?) {
    switch number(without == nil ? 1...2 : 0...2) {
    case 1:
      let count = number(0...90)
      field(logged: "Content-Length", "\(count)")
      line("")
      log.append("  length fixed(\(count))")
      content(count)
      if count > 0 { log.append("content \(count)") }
    case 2:
      field(logged: "Transfer-Encoding", "chunked")
      line("")
      log.append("  length chunked")
      let sizes = (0..<number(0...4)).map { _ in number(1...40) }
      for size in sizes {
        line(String(size, radix: 16, uppercase: number(0...1) == 0) + pick(["", ";a=b", " "]))
        content(size)
        line("")
      }
      if !sizes.isEmpty { log.append("content \(sizes.reduce(0, +))") }
      line("0")
      for _ in 0..<number(0...1) { field("Expires", "0") }
      line("")
    default:
      line("")
      log.append("  length \(without ?? "")")
    }
    log.append("end")
  }
}
