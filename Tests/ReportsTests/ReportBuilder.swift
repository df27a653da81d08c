import Analysis
import HTTP
import Packets
import Phrases
import Ranges
import Transactions
@testable import Rules

/// Makes reports by hand, so that the formats are tested without the layers below.
struct ReportBuilder {
  var report = Report()
  /// 2014-05-04T05:14:54Z.
  let start: Int64 = 1_399_180_494_000_000_000
  private(set) var packet = 0

  init(path: String = "deepc.pcap", digits: Int = 6) {
    var input = InputInfo(path: path, format: .pcap)
    input.fractionDigits = digits
    input.interfaces = [.init(linkType: "EN10MB", snaplen: 262_144)]
    report.inputs = [input]
  }

  func time(_ milliseconds: Double) -> Timestamp {
    Timestamp(nanoseconds: start + Int64(milliseconds * 1_000_000))
  }

  func frame(_ number: Int, _ milliseconds: Double) -> Frame {
    Frame(input: 0, number: number, time: time(milliseconds))
  }

  static let client = IPAddress(ipv4: 0xC0A8_0102)
  static let server = Endpoint(address: IPAddress(ipv4: 0xC0A8_0103), port: 80)

  mutating func connection(stream: Int?, isHTTP: Bool = true) {
    let id = report.connections.count + 1
    var connection = ConnectionSummary(
      id: id, client: Endpoint(address: Self.client, port: UInt16(49_199 + id)),
      server: Self.server, frame: frame(id, 0))
    connection.stream = stream
    connection.isHTTP = isHTTP
    report.connections.append(connection)
  }

  /// Adds an exchange that takes the next packets, and 10 ms from question to answer.
  @discardableResult
  mutating func exchange(
    _ method: String = "GET", _ target: String = "/deepc.a", at milliseconds: Double,
    fields: [(String, String)] = [("Host", "192.168.1.3")], status: Int? = 206,
    reason: String = "Partial Content", answer: [(String, String)] = [], body: Body = Body(),
    packets: Int = 4
  ) -> Int {
    let number = report.connections.count
    var transaction = Transaction(
      id: report.exchanges.count + 1, connection: number,
      client: report.connections[number - 1].client, server: Self.server,
      time: time(milliseconds))
    packet += 1
    let head = RequestHead(method: method, target: target, fields: HeaderFields(fields))
    transaction.request = Request(
      head: head, frame: frame(packet, milliseconds), sequence: UInt32(packet))
    if let status {
      let head = ResponseHead(status: status, reason: reason, fields: HeaderFields(answer))
      packet += 1
      var response = Response(head: head, frame: frame(packet, milliseconds + 10.25))
      packet += packets
      response.frames.add(frame(packet, milliseconds + 20))
      response.longestStall = 1_500_000
      transaction.response = response
      transaction.end = time(milliseconds + 20)
    }
    transaction.body = body
    report.exchanges = RangeExchanges(Array(report.exchanges) + [RangeExchange(transaction)])
    return transaction.id
  }

  static func body(expected: Int?, extent: Int, end: BodyEnd = .complete) -> Body {
    var body = Body()
    body.expected = expected
    body.extent = extent
    body.end = end
    return body
  }

  mutating func finding(
    _ rule: String, _ severity: Severity, title: String, detail: String, download: Int? = 1,
    transactions: [Int] = [], frames: [Int] = [], becauseOf: Int? = nil,
    values: [(name: String, value: String)] = [], requirement: String? = nil,
    references: [String] = [], hint: String = "", count: Int = 1
  ) {
    let evidence = Evidence(
      transactions: transactions,
      frames: frames.map { Evidence.Place(input: 0, first: $0, last: $0) }, values: values,
      Statement(text: detail))
    let text = RuleText(
      rule: rule, title: title, requirement: requirement, references: references,
      hint: Statement(text: hint))
    var finding = Finding(
      text, severity, count: count,
      source: FindingSource(FindingDetails(evidence, in: nil)))
    finding.download = download
    finding.becauseOf = becauseOf
    finding.id = report.findings.count + 1
    report.findings.append(finding)
  }

  mutating func finished(packets: Int? = nil) -> Report {
    report.inputs[0].packets = packets ?? packet
    report.inputs[0].bytes = 100 * packet
    report.inputs[0].firstTime = time(0)
    report.inputs[0].lastTime = time(8214)
    return report
  }
}
