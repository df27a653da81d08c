import Reports

/// Something that the tool does not do: one line on standard error, and an exit status.
struct Refusal: Error {
  var status: ExitStatus
  /// The file or option concerned.
  var subject: String
  /// What is wrong.
  var reason: String
  /// What the user can do about it.
  var advice: String

  init(_ status: ExitStatus, _ subject: String, _ reason: String, advice: String) {
    self.status = status
    self.subject = subject
    self.reason = reason
    self.advice = advice
  }

  /// `rangescope: <file or option>: <what is wrong> (<what to do>)`.
  var line: String {
    let advice = advice.isEmpty ? "" : " (\(advice))"
    // File names are not ours either.
    return TerminalText(unicode: Terminal.isUTF8)
      .sanitized("\(Tool.name): \(subject): \(reason)\(advice)")
  }

  /// Says it.
  ///
  /// Where standard error cannot be written there is nobody to tell.
  func write() { try? OutputStream.error.write("\(line)\n") }
}

/// The end of a run that has written its output, yet is not simply done.
struct CommandOutcome: Error {
  /// How it ends.
  var status: ExitStatus
  /// What is still to be said.
  var refusals: [Refusal] = []
}
