/// One step of a walkthrough.
///
/// Texts hold what came from the traffic as it came: who shows them makes it safe.
struct WalkthroughStep {
  /// A header field that matters, and why.
  struct Field {
    var name: String
    var value: String
    var note: String
    /// Whether the note only says in which step the meaning stands.
    var isReference = false
  }

  /// What a learner is asked before the step is told.
  struct Question {
    var text: String
    /// What a right answer holds; empty where it has to be compared by eye.
    var accepted: [String] = []
    var answer: String
  }

  /// What happens, in a line.
  var heading: String
  /// Where in the capture; empty for a step that is no message.
  var place = ""
  /// The start line, as sent; empty for a step that is no message.
  var startLine = ""
  var fields: [Field] = []
  /// What it means.
  var paragraphs: [String] = []
  /// What a request is built from.
  var built: [String] = []
  /// Which bytes it gave, and what the client holds then.
  var bytes: [String] = []
  /// What could have gone wrong.
  var risks: [String] = []
  /// Sections, as `RFC 9110 section 14.2`.
  var references: [String] = []
  var question: Question?
  /// A Wireshark display filter that shows it; empty where there is none.
  var filter = ""
}

/// A download told step by step.
struct Walkthrough {
  var title: String
  var introduction: [String]
  var steps: [WalkthroughStep]
}
