public import Extraction

/// The ranges of an extracted file as GNU ddrescue keeps them, so that other tools can carry on.
///
/// What is present is finished (`+`), all else was not tried (`?`).
/// Source: the manual of GNU ddrescue 1.27, "Mapfile structure".
public struct Mapfile {
  private let file: ExtractedFile

  /// The map of a file.
  public init(_ file: ExtractedFile) { self.file = file }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    var text =
      "# Mapfile. Created by \(Tool.name) \(Tool.version)\n"
      + "# current_pos  current_status  current_pass\n"
    let firstHole = file.present.first.map { $0.lowerBound > 0 ? 0 : $0.upperBound } ?? 0
    let isWhole = firstHole >= file.plan.length
    text += "\(Self.number(isWhole ? 0 : firstHole))     \(isWhole ? "+" : "?")               1\n"
    text += "#      pos        size  status\n"
    var position = 0
    func add(_ end: Int, _ status: String) {
      guard end > position else { return }
      text += "\(Self.number(position))  \(Self.number(end - position))  \(status)\n"
      position = end
    }
    for range in file.present {
      add(range.lowerBound, "?")
      add(range.upperBound, "+")
      if text.utf8.count > 1 << 16 {
        try sink(Array(text.utf8).span.bytes)
        text = ""
      }
    }
    add(file.plan.length, "?")
    try sink(Array(text.utf8).span.bytes)
  }

  private static func number(_ value: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
  }
}
