extension Catalogue {
  /// What the server said.
  static let englishAnswers: [Phrase: String] = [
    .ansPart: "#{id} is answered: 206, here is the part",
    .ansWhole: "#{id} is answered: 200, here is the whole file",
    .ansWholeToRange: "#{id} is answered: 200, everything instead of a part",
    .ansStatus: "#{id} is answered: {status} {reason}",
    .ansNone: "#{id} has no answer in the capture",
    .partText:
      "206 says: ranges are understood, and this one is granted. Content-Range puts the bytes in their place: first position {first}, last {last}, and the whole has {length}.",
    .partUnknownText:
      "206 says that the range is granted. Content-Range puts the bytes at {first} to {last}; * in it says that the length of the whole is not known yet.",
    .partCount:
      "Check the arithmetic: {last} − {first} + 1 = {count} bytes, and that is what Content-Length says.",
    .partCountOff:
      "Check the arithmetic: {last} − {first} + 1 = {count} bytes, but Content-Length says {told}. One of the two is wrong.",
    .partMultipart:
      "206 with several parts at once (multipart/byteranges): each part has its own Content-Range, between boundary lines that are no content.",
    .partNoPlace:
      "206, but no Content-Range that can be read: nobody can tell where these bytes belong.",
    .partOther:
      "That is not what was asked for. Asked: {asked}; given: {given}. A client must go by Content-Range, never by its own Range.",
    .partMatched:
      "A 206 and not a 200 says that the condition held, and the ETag of this answer proves it: the tag in If-Range, {tag}, is the tag of the file now. This part continues the bytes held.",
    .partMismatched:
      "A 206, though If-Range said {sent} and the file now has {now}. The server looked at Range alone: these bytes are of another version than those held.",
    .partWeakHonoured:
      "A 206, though the tag in If-Range is weak, and a weak tag must never match: the server compares letters only.",
    .partSameTag:
      "Its tag is that of #{by}: the same version, byte for byte. Nothing in the request had asked for that; the client is lucky, or compares for itself.",
    .partOtherTag:
      "Its validator is {now}, that of #{by} was {old}: the file was replaced between the two, and these bytes do not belong together.",
    .partNoTag:
      "It carries no strong validator: nobody can say whether these bytes are of the same version as those held.",
    .wholeText: "200 brings the whole file from byte 0: {length}.",
    .wholeUnknownText: "200 brings the whole file from byte 0; how long it is shows at its end.",
    .wholeChanged:
      "If-Range said {sent}, the file now has {now}. The condition does not hold, so Range counts for nothing and the new file comes whole. This is right, and it is the reason why If-Range was sent: what the client held is thrown away.",
    .wholeIgnored:
      "Range is a wish that a server may ignore: it sends all of it, from byte 0. A client that appends this to what it holds makes a file that is too long.",
    .wholeThoughMatched:
      "If-Range matched, and still everything comes: the server, or a cache before it, does not do ranges here.",
    .answerUnmodified: "304: the copy that the client has is still good; there is no content.",
    .answerFailed:
      "412: the condition of the request does not hold, so nothing is sent. The file is another one than the client thought.",
    .answerUnsatisfied:
      "416: no byte of the range asked for exists. Content-Range says how long the file really is: {length}.",
    .answerUnsatisfiedPlain: "416: no byte of the range asked for exists.",
    .answerAtEnd:
      "The client asked from the very end of the file on: it has everything already, and this 416 says so in a roundabout way.",
    .answerRedirect: "A redirect: the content is at {location}.",
    .answerRefused: "The request is refused: no byte of the file came.",
    .answerServer:
      "The server failed: no byte of the file came. To ask again later is all one can do.",
    .answerOther: "It brings nothing of the file.",
    .noneText:
      "The request was sent, and no answer is in the capture. It may have been lost, or given up by the client.",
    .noneNext: "The next request for this file is #{next}.",
    .endComplete: "All {n} {n|byte|bytes} of the body came, in {time}.",
    .endServer:
      "The server, or the network before it, ended the connection after {n} of {expected} bytes.",
    .endClient: "The client itself ended the connection after {n} of {expected} bytes.",
    .endCapture: "The capture ends, or loses its thread, after {n} of {expected} bytes.",
    .endFramed:
      "The capture holds {n} of {expected} bytes; the server sent on behind them, so it sent the rest too.",
    .ansInstead: "#{id} is answered: 200, but not with the file",
    .wholeInstead:
      "A short answer of another type, {type}, in place of the rest: most likely an error page that was sent with 200, not the file. A client that looks at the status alone writes it into the file.",
    .gaveNothing: "None of it is of the file.",
    .endInferred:
      "{n} of them are not in the capture, yet the client acknowledged them: delivered, though not seen.",
    .gave: "Bytes {ranges} of the file.",
    .holdsPart: "{held} of {length} ({share} %)",
    .holdsUnknown: "{held} {held|byte|bytes}",
    .holdsAll: "all {length} bytes: nothing is missing",
  ]
}
