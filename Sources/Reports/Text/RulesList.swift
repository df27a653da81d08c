import Phrases
public import Rules
import Streams

/// The catalogue of rules as a list, and the thresholds and bounds that can be set.
public struct RulesList {
  private let thresholds: Thresholds
  private let options: ReportOptions
  private let book: Phrasebook

  /// The list, with thresholds as they are set.
  public init(_ thresholds: Thresholds = Thresholds(), options: ReportOptions = ReportOptions()) {
    self.thresholds = thresholds
    self.options = options
    book = Phrasebook(options.language)
  }

  /// Its text.
  public var text: String {
    let style = TextStyle(color: options.color, unicode: options.unicode)
    let terminal = TerminalText(unicode: options.unicode)
    var lines: [String] = []
    for section in Rule.Section.allCases {
      let rules = Rule.catalogue.filter { $0.section == section }
      guard !rules.isEmpty else { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append(style.paint(book(RuleWording.heading(section)), .bold))
      var table = TextTable([
        .init(heading: book("rule")), .init(heading: book("severity")),
        .init(heading: book("reference"), expendable: 1),
        .init(heading: book("what"), shrinksTo: 20),
      ])
      for rule in rules {
        table.append([
          .init(text: rule.id),
          .init(text: book.severity(rule.severity), ink: RuleWording.ink(rule.severity)),
          .init(text: RuleWording.reference(rule)),
          .init(text: terminal.sanitized(book.rule(rule.id)?.title ?? rule.title)),
        ])
      }
      lines += table.lines(width: max(60, options.width), style: style)
    }
    lines += ["", style.paint(book("Thresholds, set by --threshold NAME=N"), .bold)]
    var table = TextTable([
      .init(heading: book("name")), .init(heading: book("value"), alignsRight: true),
      .init(heading: book("rule"), expendable: 1),
      .init(heading: book("what"), shrinksTo: 20),
    ])
    for item in thresholds.items {
      table.append([
        .init(text: item.name), .init(text: NumberText.grouped(item.value)),
        .init(text: item.rule),
        .init(text: terminal.sanitized(book(Statement(words: item.summary)))),
      ])
    }
    lines += table.lines(width: max(60, options.width), style: style)
    lines += ["", style.paint(book("Bounds on memory, set by --limit NAME=N"), .bold)]
    var bounds = TextTable([
      .init(heading: book("name")), .init(heading: book("value"), alignsRight: true),
      .init(heading: book("what"), shrinksTo: 16),
    ])
    for item in StreamLimits().items {
      bounds.append([
        .init(text: item.name), .init(text: NumberText.grouped(item.value)),
        .init(text: book(Statement(words: item.summary))),
      ])
    }
    lines += bounds.lines(width: max(60, options.width), style: style)
    return lines.joined(separator: "\n") + "\n"
  }
}
