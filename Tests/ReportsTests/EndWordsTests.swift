import Phrases
import Testing
import Transactions

@testable import Reports

/// Of a body that was sent, but is not all in the capture, no report says that the capture ended.
@Test func aFramedBodyIsNotCaptured() throws {
  var body = ReportBuilder.body(expected: 100, extent: 100, end: .captureEnded)
  #expect(body.endWords.description == "capture-ended")
  body.missing = [40..<100]
  body.isFramed = true
  #expect(body.endWords.description == "not captured")

  var builder = ReportBuilder()
  builder.connection(stream: 0)
  builder.exchange(at: 10, status: 200, body: body)
  var options = ReportOptions()
  options.width = 120
  let text = String(
    decoding: ReportFormat.text.bytes(builder.finished(), options: options), as: UTF8.self)
  #expect(text.contains(/40 of 100 +not captured/), "\(text)")
}
