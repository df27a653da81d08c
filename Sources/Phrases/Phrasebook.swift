/// What the tool says, in one language.
public struct Phrasebook: Sendable {
  /// A value that stands in a phrase.
  public enum Value: Sendable {
    /// A number, written with separators.
    case number(Int)
    /// A text, written as it is.
    case text(String)
  }

  /// The language.
  public let language: Language
  /// Looked up where it is used: not every report says a phrase.
  private var texts: [Phrase: String] { Catalogue.phrases(language) }

  /// The phrases of a language.
  public init(_ language: Language) { self.language = language }

  /// A phrase, with values in their places.
  ///
  /// `{name}` stands for the value of that name; `{name|one|more}` for the word that suits a number.
  /// What a value holds is not looked at again.
  ///
  /// - Parameters:
  ///   - phrase: what is said.
  ///   - values: the values, by name.
  /// - Returns: the text; a place without a value stays as it is.
  public func callAsFunction(_ phrase: Phrase, _ values: [String: Value] = [:]) -> String {
    Template(texts[phrase] ?? phrase.rawValue).filled(values)
  }

  /// A phrase with its places empty, for those who fill them later.
  public func template(_ phrase: Phrase) -> String { texts[phrase] ?? phrase.rawValue }

  /// What a rule says; `nil` where this language has no words of its own for it.
  public func rule(_ id: String) -> RuleTexts? { Catalogue.rules(language)[id] }

  /// A section of a specification, as `RFC 9110 section 13.1.5`, as this language writes it.
  public func reference(_ text: String) -> String {
    // English writes it as the rules have it.
    guard language != .en, let range = text.firstRange(of: " section ") else { return text }
    return self(
      .reference,
      [
        "document": .text(String(text[..<range.lowerBound])),
        "section": .text(String(text[range.upperBound...])),
      ])
  }
}

extension Phrasebook.Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
  /// A number.
  public init(integerLiteral value: Int) { self = .number(value) }
  /// A text.
  public init(stringLiteral value: String) { self = .text(value) }
}
