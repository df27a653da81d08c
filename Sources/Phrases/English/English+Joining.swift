extension Catalogue {
  /// How the parts go together, and what came of it.
  static let englishJoining: [Phrase: String] = [
    .joinTitle: "Putting it together",
    .joinOne: "Everything came with one answer: there is nothing to put together.",
    .joinOnePart:
      "What came of the file came with one answer: there is nothing to put together.",
    .joinNothing: "No byte of the file came: there is nothing to put together.",
    .joinLine: "#{id} gave bytes {ranges}, of the version {validator}.",
    .joinLineBare: "#{id} gave bytes {ranges}, without a validator.",
    .joinSafe:
      "It was safe to join them: all carry the strong entity tag {tag}, which stands for the same bytes, and all speak of the same length, {length}. Strong means: the server changes the tag whenever a single byte changes.",
    .joinSafeDate:
      "They may be joined: all carry the same Last-Modified, {tag}, at least a second older than the answers, and the same length, {length}. A date is a weaker ground than a tag: it is blind to two changes within a second.",
    .joinOpen:
      "Nothing vouches for it that they belong together: the answers carry no strong validator. The length alone ({length}) says little, as a new version often has the same.",
    .joinMirrors:
      "They carry different validators, of servers that are out of step; length and what the tags can be read as say that it is one file. A client that compares tags begins again each time.",
    .joinUnsafe:
      "They must not be joined: they are of {n} different versions. A file made of them has perhaps the right size, and is corrupt.",
    .joinReplaced:
      "What came of the older version is worth nothing; only the last version counts.",
    .joinAnew:
      "#{id} begins at byte 0 again: its bytes stand in the place of those before, not behind them.",
    .joinTouch: "They touch: no position is missing and none came twice.",
    .joinTwice: "{n} {n|byte|bytes} came more than once, or for nothing.",
    .joinGaps: "These positions never came: {ranges}.",
    .joinGapsVersion: "Of the version {validator} these positions never came: {ranges}.",
    .joinGapsBare: "Of the version without a validator these positions never came: {ranges}.",
    .joinAlias:
      "The file was asked for under several names ({names}). All were asked of one server (address and port), which gave the same path the same strong tag and the same length: that it is one file is as good as certain.",
    .whatIfTitle: "What if the tag had changed?",
    .whatIfGuarded:
      "If the file had been replaced before #{id}, its tag would no longer be {tag}. If-Range would not have matched; the server would have had to ignore Range and to send 200 with all of the new file, from byte 0. The {held} {held|byte|bytes} held would have to be thrown away: a loss of time, not of the file. Without If-Range, or from a server that does not look at it, a 206 with bytes of the new file would have come all the same: then only its ETag, other than that of the bytes held, tells, and a client that does not compare makes one file of two versions, of the right size perhaps, and corrupt.",
    .whatIfUnguarded:
      "If the file had been replaced before #{id}, nobody would have noticed: without If-Range the server sends the bytes of the new one from {first} on, with 206. Only a client that compares the validators of both answers can see it.",
    .outcomeTitle: "What came of it",
    .outcomeComplete: "Complete: every byte of one version was delivered.",
    .outcomeCompleteMirrors:
      "Complete: every byte was delivered, though under several validators of what is taken for one file.",
    .outcomeRestarted: "Complete in the end, but a resume fell back to byte 0.",
    .outcomeMixed: "Mixed: bytes of more than one version were taken for one file.",
    .outcomeIncomplete: "Incomplete: bytes are missing that never came.",
    .outcomePartial:
      "A part: all that was asked for came; the rest was never asked for, or broken off.",
    .outcomePartialUnseen:
      "A part: what the requests in the capture asked for came, or was broken off; there may have been other requests.",
    .outcomeRefused: "Refused: no content was delivered.",
    .outcomeUnmodified: "Unmodified: the client's copy is still good.",
    .outcomeRedirected: "Redirected: the server pointed elsewhere, and nothing followed.",
    .outcomeProbed: "Probed: only the header section was asked for.",
    .outcomeUnanswered: "Unanswered: the capture holds no response.",
    .outcomeUnknown: "It cannot be told from this capture.",
    .noticedTitle: "What else the capture shows",
    .noticedLine: "{severity}: {title} [{rule}]",
    .noticedMore: "rangescope explain RULE tells each in full.",
    .severityError: "error",
    .severityWarning: "warning",
    .severityNote: "note",
  ]
}
