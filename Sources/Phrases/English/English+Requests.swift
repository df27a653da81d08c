extension Catalogue {
  /// What was asked.
  static let englishRequests: [Phrase: String] = [
    .askWhole: "#{id} asks for the whole file",
    .askFirst: "#{id} asks for a first part: bytes {ranges}",
    .askResume: "#{id} goes on: bytes {ranges}",
    .askSeek: "#{id} asks elsewhere in the file: bytes {ranges}",
    .askHead: "#{id} asks for the header section alone",
    .askOther: "#{id} is a {method} request",
    .askNotSeen: "#{id}: the request is not in the capture",
    .askWholeText:
      "A plain GET. There is no Range in it, so the answer should be the whole file with status 200. A client begins like this when it holds nothing yet, or does not know what the server can do.",
    .askWholeAgainText:
      "A plain GET again, although the client holds {held} {held|byte|bytes} already: without Range it asks for all of them once more.",
    .askFirstText:
      "The client holds nothing yet, and asks for a part all the same: it means to fetch the file in pieces, or wants to learn the length before the rest. A server that does ranges grants the part with 206; one that does not sends everything with 200.",
    .askResumeText:
      "The client holds {held} {held|byte|bytes} and asks for what comes after them.",
    .askResumeBackText:
      "The client holds {held} {held|byte|bytes} and goes on {n} {n|byte|bytes} before the end of what it holds. These come twice; some clients compare them before they trust the rest.",
    .askSeekText:
      "The client jumps: it holds {held} {held|byte|bytes}, and this range does not go on where they end. Players and readers of indexed formats do this.",
    .askMalformedText:
      "The Range cannot be read as a set of byte ranges. A server may ignore it and send everything.",
    .askHeadText:
      "HEAD asks for what a GET would be answered with, without the content: length and validators cost next to nothing this way.",
    .askOtherText: "It fetches nothing, and so belongs to the download only by its address.",
    .askNotSeenText:
      "The capture begins too late or misses packets, so that only the answer can be told of.",
    .builtFirst:
      "First position {first}: bytes {before} are here already, the last of them by #{by}, and the next one is {first}.",
    .builtFirstAlone: "First position {first}: the end of what the client holds.",
    .builtLast:
      "Last position {last}: Content-Range gave the length, {length}, and as counting begins at 0 the last byte is {length} − 1.",
    .builtOpen: "No last position: an open range asks for all that is left.",
    .builtSuffix: "No first position: a suffix asks for the last bytes, however long the file is.",
    .builtTag:
      "If-Range {tag}: the entity tag that came with #{by}. It says: if this is still the file, send the part; if it is not, send all of the new one.",
    .builtDate:
      "If-Range {tag}: the Last-Modified that came with #{by}. It says: if the file was not modified since, send the part; if it was, send all of the new one.",
    .builtStrange:
      "If-Range {tag}: no answer in this capture gave this validator, so it is from an earlier session, or wrong.",
    .builtIfMatch:
      "If-Match or If-Unmodified-Since: if the file has changed, the server is to send nothing at all, but 412.",
    .builtNothing:
      "No If-Range: the request says where to go on, but not in which version of the file.",
    .builtHost:
      "Host {host}, where #{by} was asked of {old}: another name for the same server.",
    .riskWhole:
      "If the body breaks off in the middle, all depends on the header section of the answer: without a strong validator in it the client can only begin again.",
    .riskFirst:
      "A server, a cache or a compressing proxy on the way may ignore Range. A client that does not look at the status then stores the whole file as if it were the part.",
    .riskGuarded:
      "Had the file been replaced meanwhile, its tag would be another. The condition would fail, and 200 with the whole new file would come: the bytes held would be worthless, but the result would be right.",
    .riskUnguarded:
      "Had the file been replaced meanwhile, the server would have sent bytes of the new one with 206, as if nothing had happened: right size, wrong content. The client can notice only by comparing the ETag of both answers.",
    .riskWeak:
      "The tag is weak (W/): it promises alike, not equal bytes, and so never matches in If-Range. Even an unchanged file comes whole again.",
    .riskSeek:
      "Parts that are fetched here and there all need the same strong validator: one part of another version makes the whole file wrong.",
  ]
}
