import Phrases
import Transactions
public import Analysis
import Ranges
import Rules

/// What the findings of a report say of single packets.
public struct PacketComments {
  private struct Place: Hashable {
    var input: Int
    var number: Int
  }

  private var comments: [Place: [String]] = [:]
  private let book: Phrasebook

  /// A packet that very many findings name gets no more comments than this, and a word of the rest.
  private static let most = 16

  /// The findings of a report, each on the first packet of every span that shows it.
  public init(_ report: Report, options: ReportOptions = ReportOptions()) {
    let terminal = TerminalText(unicode: true)
    let redactor = Redactor(options)
    book = Phrasebook(options.language)
    for finding in report.findings {
      let id: Statement = finding.download.map { ", download \($0)" } ?? ""
      let severity = Statement(words: finding.severity.rawValue)
      let head = book(
        "\(Tool.name): \(severity) [\(finding.rule)]\(id): \(book.title(finding)). ")
      let text = head + redactor.queries(in: book(finding.detail))
      let comment = terminal.shortened(terminal.sanitized(text), to: 1000)
      var places: Set<Place> = []
      for span in finding.frames {
        let place = Place(input: span.input, number: span.first)
        guard places.insert(place).inserted else { continue }
        comments[place, default: []].append(comment)
      }
    }
  }

  /// The comments on a packet, by its number from 1 in an input.
  public func on(_ number: Int, input: Int) -> [String] {
    guard let all = comments[Place(input: input, number: number)] else { return [] }
    guard all.count > Self.most else { return all }
    return all.prefix(Self.most) + [
      book("\(Tool.name): and \(all.count - Self.most) more findings")
    ]
  }

  /// How many packets have one.
  public var count: Int { comments.count }
}
