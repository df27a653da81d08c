/// Everything the tool says in more than one language, by what it says.
public enum Phrase: String, CaseIterable, Sendable {
  // The frame of a walkthrough.
  case reference, stepNumber, fieldAsBefore, fieldChanged, storyTitle, storyWho, storyNobody,
    storyLength,
    storyLengthUnknown, storyIdea,
    storyLeftOut, storyNone, storyMore, labelWhere, labelBuilt, labelBytes, labelRisk, labelSee,
    holdsNow, unitBytes, listAnd, quizPrompt, quizRight, quizAnswer, quizRange, quizOfLength,
    quizStatus, quizCount, quizJoin, quizChanged

  // What was asked.
  case askWhole, askFirst, askResume, askSeek, askHead, askOther, askNotSeen, askWholeText,
    askWholeAgainText, askFirstText, askResumeText, askResumeBackText, askSeekText,
    askMalformedText, askHeadText, askOtherText, askNotSeenText, builtFirst, builtFirstAlone,
    builtLast, builtOpen, builtSuffix, builtTag, builtDate, builtStrange, builtIfMatch,
    builtNothing, builtHost, riskWhole, riskFirst, riskGuarded, riskUnguarded, riskWeak, riskSeek

  // What the server said.
  case ansPart, ansWhole, ansWholeToRange, ansStatus, ansNone, partText, partUnknownText,
    partCount, partCountOff, partMultipart, partNoPlace, partOther, partMatched, partMismatched,
    partWeakHonoured, partSameTag, partOtherTag, partNoTag, wholeText, wholeUnknownText,
    wholeChanged, wholeIgnored, wholeThoughMatched, answerUnmodified, answerFailed,
    answerUnsatisfied, answerUnsatisfiedPlain, answerAtEnd, answerRedirect, answerRefused,
    answerServer, answerOther, noneText, noneNext, endComplete, endServer, endClient, endCapture,
    endFramed, ansInstead, wholeInstead, gaveNothing, endInferred, gave, holdsPart, holdsUnknown,
    holdsAll

  // What header fields mean.
  case fieldHost, fieldRange, fieldIfRange, fieldIfMatch, fieldIfUnmodifiedSince,
    fieldIfNoneMatch, fieldIfModifiedSince, fieldAcceptEncoding, fieldUserAgent,
    fieldContentRange, fieldContentLength, fieldETag, fieldETagWeak, fieldLastModified,
    fieldAcceptRanges, fieldAcceptRangesNone, fieldContentEncoding, fieldContentType,
    fieldContentTypeParts, fieldTransferEncoding, fieldLocation, fieldDate, fieldVary,
    fieldCacheControl, fieldAge, fieldVia, fieldKeepAlive, fieldServer, fieldRetryAfter,
    fieldDigest

  // How the parts go together.
  case joinTitle, joinOne, joinNothing, joinLine, joinLineBare, joinSafe, joinSafeDate, joinOpen,
    joinMirrors, joinUnsafe, joinReplaced, joinAnew, joinTouch, joinTwice, joinGaps,
    joinOnePart, joinGapsVersion, joinGapsBare, joinAlias,
    whatIfTitle, whatIfGuarded, whatIfUnguarded, outcomeTitle, outcomeComplete,
    outcomeCompleteMirrors, outcomeRestarted,
    outcomeMixed, outcomeIncomplete, outcomePartial, outcomePartialUnseen,
    outcomeRefused, outcomeUnmodified,
    outcomeRedirected, outcomeProbed, outcomeUnanswered, outcomeUnknown, noticedTitle,
    noticedLine, noticedMore, severityError, severityWarning, severityNote

  // The words of the page.
  case pageTitle, pageSkip, pageSummary, pageDownloads, pageTransactions, pageFindings,
    pageOtherFindings, pageInputs, pageCounts, pageSeverities, pageInput, pageNoCapture,
    pageDamaged,
    pageSkipped, pageLimit, pageMap, pageMapAlt, pageMapTable, pageLadder, pageLadderAlt,
    pageWalkthrough, pageFilter, pageFilterHint, pageShown, pageLeftOut, pageCopy, pageCopied,
    pagePrevious, pageNext, pageZoomIn, pageZoomOut, pageLeft, pageRight, pageReset, pageRegion,
    pageFirst, pageLast, pageShow, pageHeaders, pageRequest, pageResponse, pageNone, pageCut,
    pageGot, pageTwice, pageUnseen, pageMissing, pageVersion, pageClient, pageServer, pageStall,
    pageReset2, pageClosed, pageBrokenOff, pageNoScript, pageSecrets, columnDownload, columnTime,
    columnFrames, columnConnection, columnMethod, columnAddress, columnRange, columnStatus,
    columnGiven, columnBytes, columnEnd, columnTook, columnVerdict, columnClient, columnLength,
    columnMissing, columnState, factServers, factLength, factVersion, factDelivered,
    factRedundant, factMissing, factUnseen, factAlias, factValidatorNone, factHint, factFilter,
    factMeaning
}
