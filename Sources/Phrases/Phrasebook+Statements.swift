extension Phrasebook {
  /// A statement, said in this language; in English where the language has no words for it.
  public func callAsFunction(_ statement: Statement) -> String {
    guard language != .en else { return statement.description }
    let values = statement.values.map { said($0) }
    guard let key = statement.key else { return values.joined() }
    guard let text = Catalogue.statements(language)[key] else {
      var rest = values[...]
      return statement.parts.map { part in
        if case .words(let words) = part { words } else { rest.removeFirst() }
      }.joined()
    }
    var places: [String: Value] = [:]
    for (index, value) in values.enumerated() { places["\(index + 1)"] = .text(value) }
    return Template(text).filled(places)
  }

  /// The keys of what this language has no words for, in a statement and those within it.
  func missing(in statement: Statement) -> [String] {
    var keys: [String] = []
    if let key = statement.key, Catalogue.statements(language)[key] == nil { keys.append(key) }
    for part in statement.parts {
      if case .statement(let inner) = part { keys += missing(in: inner) }
    }
    return keys
  }

  private func said(_ part: Statement.Part) -> String {
    switch part {
    case .words(let text), .text(let text): text
    case .number(let number): String(number)
    case .statement(let inner): self(inner)
    case .title(let rule, let english): self.rule(rule)?.title ?? english
    }
  }
}
