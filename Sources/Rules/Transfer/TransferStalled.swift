import HTTP
import Packets
import Phrases
import Ranges
import Transactions

extension Rule {
  static let transferStalled = Rule(
    id: "transfer-stalled", section: .transfer, severity: .note,
    title: "Content stood still",
    explanation: """
      No byte of the body was seen for longer than the threshold stall-ms. Three causes look alike \
      to a user: the client reads too slowly and closes its receive window (a player whose buffer \
      is full does so on purpose), the server has nothing to send (a slow origin, a disk), or \
      packets are lost and sent again. The packets tell them apart: a window of 0 from the client, \
      bytes sent a second time or into a hole, or neither. Where the last packet before the pause \
      was lost before it reached the capture, loss looks like an idle server.
      """,
    hint: "Look at the packets from the first to the last of those named here.",
    check: .exchange(where: .stalled) { view in
      guard let response = view.exchange.transaction.response, view.exchange.isContent,
        response.longestStall / 1_000_000 >= Int64(view.thresholds.stallMilliseconds),
        view.thresholds.stallMilliseconds > 0
      else { return nil }
      let time = Int(response.longestStall / 1_000_000)
      let cause = response.longestStallCause ?? .unknown
      let packets = response.longestStallPackets
      return Evidence(
        frames: packets.map(places) ?? [], hint: hint(cause),
        values: [("milliseconds", "\(time)"), ("cause", cause.rawValue)],
        """
        The body of transaction #\(view.id) (\(bytes(view.body.delivered))) paused for \
        \(grouped(time)) ms\(packets.map { since($0, response) } ?? ""): \(reason(cause, packets)).
        """)
    })

  private static func places(_ packets: StallPackets) -> [Evidence.Place] {
    [packets.before, packets.evidence, packets.after].filter { $0 > 0 }.map {
      Evidence.Place(input: packets.input, first: $0, last: $0)
    }
  }

  /// `, 1,204 ms after its first byte, between frames 12 and 15`.
  private static func since(_ packets: StallPackets, _ response: Response) -> Statement {
    let offset = Int(max(0, packets.start.since(response.time)) / 1_000_000)
    let frames: Statement =
      packets.before > 0
      ? ", between frames \(packets.before) and \(packets.after)" : ", up to frame \(packets.after)"
    return ", \(grouped(offset)) ms after its first byte\(frames)"
  }

  private static func reason(_ cause: StallCause, _ packets: StallPackets?) -> Statement {
    let frame = packets?.evidence ?? 0
    return switch cause {
    case .receiverWindow:
      frame > 0
        ? "the client took no more, its receive window was closed from frame \(frame) on"
        : "the client took no more, its receive window was closed"
    case .loss:
      frame > 0
        ? "bytes were lost on the way, frame \(frame) brought them again"
        : "bytes were lost on the way"
    case .senderIdle: "the server sent nothing, though the client's receive window was open"
    case .unknown: "the capture does not show who held it up"
    }
  }

  private static func hint(_ cause: StallCause) -> Statement? {
    switch cause {
    case .receiverWindow:
      """
      Look at the client: what it does with the bytes is slower than the network (a disk, a player \
      whose buffer is full, a thread that does not read).
      """
    case .loss: "Look at the network between the capture and the end that sent again."
    case .senderIdle: "Look at the server and what stands behind it: an origin, a disk, a limit."
    case .unknown: nil
    }
  }
}
