import Analysis
import Packets
import Phrases

/// What was read, and what of it could not be used.
extension TextPage {
  mutating func writeHeader() throws {
    if summary.opaqueBytes * 2 > summary.dataBytes { try writeOpaque(ink: .boldYellow) }
    for (index, input) in report.inputs.enumerated() {
      let number = report.inputs.count > 1 ? "\(index): " : ""
      let path = safe(input.path, upTo: 200)
      guard let known = input.format else {
        try line("\(number)\(style.paint(path, .bold))  \(style.paint(say("no capture"), .yellow))")
        continue
      }
      let format = [known.rawValue, input.compression].compactMap { $0 }.joined(
        separator: ", ")
      var facts: Statement = "\(format), \(NumberText.counted(input.packets, "packet"))"
      if let first = input.firstTime, let last = input.lastTime {
        let length = NumberText.duration(nanoseconds: last.since(first))
        let start = Moment.text(first, digits: 0)
        facts = "\(facts), \(length) from \(start.dropLast().replacing("T", with: " ")) UTC"
      }
      try line("\(number)\(style.paint(path, .bold))  \(style.paint(say(facts), .dim))")
    }
    var http = NumberText.counted(summary.connections, "connection")
    if summary.httpConnections < summary.connections {
      http = "\(http), \(NumberText.grouped(summary.httpConnections)) of HTTP"
    }
    let messages = [
      NumberText.counted(summary.requests, "request"),
      NumberText.counted(summary.responses, "response"),
    ]
    let counts = [
      say(http), say(messages.joined(separator: ", ")),
      say(NumberText.counted(summary.downloads, "download")),
    ]
    let plain = (counts + [findingCounts(painted: false)]).joined(separator: style.separator)
    if TerminalText.width(plain) <= width {
      try line((counts + [findingCounts(painted: true)]).joined(separator: style.separator))
    } else {
      try paragraph(counts.joined(separator: style.separator), indent: 0)
      try line(findingCounts(painted: true))
    }
    if summary.opaqueBytes * 2 <= summary.dataBytes, summary.opaqueConnections > 0 {
      try writeOpaque(ink: .plain)
    }
  }

  private func findingCounts(painted: Bool) -> String {
    [
      (summary.errors, "error", TextStyle.Ink.red), (summary.warnings, "warning", .yellow),
      (summary.notes, "note", .plain),
    ].map { count, noun, ink in
      style.paint(say(NumberText.counted(count, noun)), painted && count > 0 ? ink : .plain)
    }.joined(separator: say(", "))
  }

  private mutating func writeOpaque(ink: TextStyle.Ink) throws {
    let protocols = summary.opaqueProtocols
      .map { Statement(text: "\(safe($0.name)) \(NumberText.grouped($0.count))") }
      .joined(separator: ", ")
    let share = NumberText.share(summary.opaqueBytes, of: summary.dataBytes)
    try paragraph(
      say(
        """
        \(share) of the data, \(NumberText.bytes(summary.opaqueBytes)) on \
        \(NumberText.counted(summary.opaqueConnections, "connection")), could not be read as \
        HTTP/1: \(protocols).
        """), indent: 0, ink: ink)
  }

  /// Damage, packets that were not used, bounds that were reached.
  mutating func writeLosses() throws {
    let damaged = report.inputs.filter { !$0.damage.isEmpty }
    guard !damaged.isEmpty || !report.skipped.isEmpty || !report.limitsReached.isEmpty else {
      return
    }
    try section("Not in this report")
    for input in damaged {
      for damage in input.damage {
        if input.format == nil {
          try paragraph(
            say(
              "\(safe(input.path, upTo: 200)): no capture: \(Statement(reason: safe(damage.reason)))"
            ),
            indent: 2, ink: .yellow)
          continue
        }
        let place: Statement =
          damage.offset.map { " at byte \(NumberText.grouped($0))" } ?? ""
        let lost: Statement =
          damage.lost.map { "; \(NumberText.bytes($0)) could not be read" } ?? ""
        let reason = Statement(reason: safe(damage.reason))
        try paragraph(
          say("\(safe(input.path, upTo: 200)): damaged\(place): \(reason)\(lost)"), indent: 2,
          ink: .yellow)
      }
    }
    for (reason, count) in report.skipped {
      let packets = NumberText.counted(count, "packet")
      try paragraph(say("\(packets) not used: \(safe(reason))"), indent: 2)
    }
    for (limit, count) in report.limitsReached {
      let times: Statement = count == 1 ? "once" : "\(NumberText.grouped(count)) times"
      try paragraph(say("limit reached \(times): \(safe(limit))"), indent: 2, ink: .yellow)
    }
  }
}
