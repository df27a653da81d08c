/// The texts of each language.
enum Catalogue {
  /// Phrases by what they say.
  static func phrases(_ language: Language) -> [Phrase: String] {
    switch language {
    case .en: english
    case .zh: chinese
    }
  }

  /// Rules by their ids; English stands in the rules themselves.
  static func rules(_ language: Language) -> [String: RuleTexts] {
    switch language {
    case .en: [:]
    case .zh: chineseRules
    }
  }

  /// Statements by their English words; English stands where they are made.
  static func statements(_ language: Language) -> [String: String] {
    switch language {
    case .en: [:]
    case .zh: chineseStatements
    }
  }

  private static let english = merged([
    englishFrame, englishRequests, englishAnswers, englishFields, englishJoining, englishPage,
  ])
  private static let chinese = merged([
    chineseFrame, chineseRequests, chineseAnswers, chineseFields, chineseJoining, chinesePage,
  ])
  private static let chineseRules =
    chineseRequestRules
    .merging(chineseResponseRules) { $1 }.merging(chineseValidatorRules) { $1 }
    .merging(chineseTransferRules) { $1 }.merging(chineseCaptureRules) { $1 }

  private static let chineseStatements: [String: String] = [
    chineseWords, chineseRequestFindings, chineseResponseFindings, chineseTransferFindings,
    chineseTags, chineseVerdicts, chineseReport,
  ].reduce(into: [:]) { $0.merge($1) { $1 } }

  private static func merged(_ parts: [[Phrase: String]]) -> [Phrase: String] {
    parts.reduce(into: [:]) { $0.merge($1) { $1 } }
  }
}
