import Forge
import TestSupport
import Testing

struct DeepCTests {
  @Test func isTheCommittedFixture() throws {
    try expectGolden(Scenario.deepc().pcap(), "deepc/capture.pcap")
  }

  @Test func isSmall() {
    #expect(Scenario.deepc().pcap().count < 250_000)
  }

  @Test func tellsTheTruth() {
    let truth = Scenario.deepc().truth()
    #expect(truth[0].fromServer.sent == 0)
    #expect(truth[0].fromClient.captured.count == truth[0].fromClient.sent)
    // The missing exchange is the one hole, and the acknowledgements show it in both directions.
    #expect(truth[1].fromClient.captureLoss.count == 1)
    #expect(truth[1].fromServer.captureLoss.count == 1)
    #expect(truth[1].fromServer.received.ranges == [0..<truth[1].fromServer.sent])
  }
}
