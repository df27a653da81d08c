import Transactions

/// Packets as a cell of a table.
enum FrameText {
  /// `4` or `4-30`, one for each input, with the input before it where there are several.
  static func text(_ spans: [FrameSpans.Span], inputs: Int) -> String {
    spans.map { span in
      let input = inputs > 1 ? "\(span.input):" : ""
      return span.first == span.last
        ? "\(input)\(span.first)" : "\(input)\(span.first)-\(span.last)"
    }.joined(separator: " ")
  }
}
