import Reports

/// What the parser of arguments says, in the form of every other refusal.
enum UsageMessage {
  /// The refusal that tells `message`, which is the parser's own about a command.
  static func refusal(_ message: String, of command: String) -> Refusal {
    // A list of allowed values may stand on lines of its own.
    let text = message.split(separator: "\n")
      .map { $0.drop { $0 == " " || $0 == "-" } }.joined(separator: " ")
    let quoted = text.split(separator: "'", omittingEmptySubsequences: false)
    let help = "see \(Tool.name) help \(command)"
    func refusal(_ subject: some StringProtocol, _ reason: String, _ advice: String) -> Refusal {
      Refusal(.usage, String(subject), reason, advice: advice)
    }
    if text.hasPrefix("Unknown option"), quoted.count >= 3 {
      let advice = quoted.count >= 5 ? "did you mean \(quoted[3])?" : help
      return refusal(quoted[1], "unknown option", advice)
    }
    if text.hasPrefix("Missing value for"), quoted.count >= 3 {
      let parts = quoted[1].split(separator: " ", maxSplits: 1)
      let value = parts.count > 1 ? "give \(parts[1])" : help
      return refusal(parts.first ?? quoted[1], "it needs a value", value)
    }
    if text.hasPrefix("The value "), quoted.count >= 5 {
      let option = quoted[3].split(separator: " ").first ?? quoted[3]
      let rest = quoted[4...].joined(separator: "'")
      return refusal(option, "'\(quoted[1])' is no value for it", advice(rest) ?? help)
    }
    if text.hasPrefix("Unexpected argument"), quoted.count >= 3 {
      return refusal(quoted[1], "unexpected argument", help)
    }
    if text.hasPrefix("Missing expected argument"), quoted.count >= 3 {
      let argument = quoted[1].hasSuffix(" ...") ? quoted[1].dropLast(4) : quoted[1]
      return refusal(argument, "it is missing", help)
    }
    return refusal("command line", text.isEmpty ? "it cannot be understood" : text, help)
  }

  /// What the parser advises, as `use text, json or ndjson`.
  private static func advice(_ rest: String) -> String? {
    for lead in [". Please provide one of the following: ", ". Please provide one of "]
    where rest.hasPrefix(lead) {
      let values = rest.dropFirst(lead.count).filter { $0 != "'" && $0 != "." }
      // In one line they are parted by commas, on lines of their own by what they were joined with.
      let words = values.split(separator: " ").filter { $0 != "and" && $0 != "or" }
      guard !values.contains(","), words.count > 1 else { return "use \(values)" }
      return "use \(words.dropLast().joined(separator: ", ")) or \(words[words.count - 1])"
    }
    let own = rest.drop { $0 == ":" || $0 == " " || $0 == "." }
    return own.isEmpty ? nil : String(own)
  }
}
