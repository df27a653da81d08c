extension Rule {
  /// All rules, in the order of the catalogue: by section, and there from what a message says to
  /// what several of them show.
  public static let catalogue: [Rule] = request + response + transfer + capture

  /// The rule of an id.
  public static func named(_ id: String) -> Rule? { catalogue.first { $0.id == id } }

  private static let request: [Rule] = [
    rangeMalformed, rangeRepeated, rangeUnitUnknown, rangeOnOtherMethod, rangeSetExcessive,
    rangeSetUnordered, rangePastEnd, ifRangeWithoutRange, ifRangeWeakETag, ifRangeWeakDate,
    ifRangeDateThoughETag, ifRangeUnknownValidator, resumeWithoutValidator, restartWithoutRange,
    resumeRefetches, resumeSkips, rangesUncoalesced, reopenAmplification, contentRangeInRequest,
  ]

  private static let response: [Rule] = [
    rangeIgnored, resumeRestarted, resumeRefused, ifRangeMatchedBut200, ifRangeIgnored,
    ifRangeWeakHonoured, partialUnrequested, partialLabelledFull, contentRangeMissing,
    contentRangeMalformed, contentRangeMismatch, contentRangeShortened, firstRangeOnly,
    contentRangeLength, contentRangeOnFull, completeLengthChanged, completeLengthUnknown,
    etagMalformed, etagWeak, etagWeakPartial, validatorMissing, validatorChanged,
    mirrorValidatorsDiffer, lastModifiedAfterDate, contentCodingDiffers, contentCodingSameETag,
    encodedSlice, contentTypeFlipped, multipartForOneRange, multipartMalformed, rangeUnsatisfiable,
    unsatisfiedWithoutLength, unsatisfiedYetSatisfiable, unsatisfiedUnrequested,
    resumeAlreadyComplete, acceptRangesContradicted, preconditionFailed, contentDiverged,
    digestMismatch, redirected, keepAliveGap, hostAlias,
  ]

  private static let transfer: [Rule] = [
    bodyTruncated, bodyOverlong, framingConflict, downloadIncomplete, downloadMixed, bytesRedundant,
    transferStalled, requestUnanswered,
  ]

  private static let capture: [Rule] = [
    captureLoss, captureSliced, captureMidstream, captureEnded, captureOneSided, captureDuplicated,
    captureUnordered, captureDamaged, limitReached, segmentConflict, connectionOpaque, httpDesync,
  ]
}
