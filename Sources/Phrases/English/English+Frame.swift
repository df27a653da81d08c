extension Catalogue {
  /// The frame of a walkthrough.
  static let englishFrame: [Phrase: String] = [
    .reference: "{document} section {section}",
    .storyTitle: "Download {id}: {url}",
    .storyWho:
      "{client} fetched this from {servers}. The capture shows {n} {n|exchange|exchanges} of it, told here in the order in which they began; #1 and so on are their numbers in the report.",
    .stepNumber: "Step {n}. ",
    .fieldAsBefore: "meaning: step {n}",
    .fieldChanged: "another than in step {n}",
    .storyNobody: "a server that never answered",
    .storyLength:
      "The whole file has {length} bytes. HTTP counts positions from 0, so that the last one is {last}, and a range names its first and its last byte, both included.",
    .storyLengthUnknown: "How long the whole file is was never told.",
    .storyIdea:
      "A download that can be resumed rests on three things. Range, in the request, says which bytes are wanted. Content-Range, in the answer, says which bytes these are, and of how many. A validator, above all the entity tag (ETag), says of which version of the file they are: only bytes of one version may be put together. Of the header sections only the lines that matter for this are shown.",
    .storyLeftOut: "{n} {n|exchange is|exchanges are} left out here; the report lists all.",
    .storyNone: "The capture holds no download: no GET of HTTP/1 was found in it.",
    .storyMore:
      "The capture holds {n} downloads; --download N tells another than this one.",
    .labelWhere: "frame no. {frames}; connection {connection}; {time} s after the first packet",
    .labelBuilt: "built from",
    .labelBytes: "bytes",
    .labelRisk: "what could go wrong",
    .labelSee: "see",
    .holdsNow: "Held now: {bytes}.",
    .unitBytes: "{n} {n|byte|bytes}",
    .listAnd: "{a} and {b}",
    .quizPrompt: "Your answer (Enter to go on): ",
    .quizRight: "Right.",
    .quizAnswer: "Answer: {answer}",
    .quizRange:
      "The client holds bytes {have}{of}. It wants the rest. Which Range does it send?",
    .quizOfLength: " of {length}",
    .quizStatus: "With which status does the server answer this?",
    .quizCount: "Content-Range says {range}. How many bytes are these?",
    .quizJoin: "May these parts be put together, and what vouches for it?",
    .quizChanged: "What would have come if the tag of the file had changed before #{id}?",
  ]
}
