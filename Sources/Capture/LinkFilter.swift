internal import Packets

/// A filter expression on packets of any link types, compiled for each when it first appears.
final class LinkFilter {
  private let expression: String
  private var compiled: [LinkType: CaptureFilter] = [:]

  init(_ expression: String) { self.expression = expression }

  /// Compiles the expression for packets of `linkType`, unless it is.
  @discardableResult
  func prepare(_ linkType: LinkType) throws(CaptureError) -> CaptureFilter {
    if let filter = compiled[linkType] { return filter }
    let filter = try CaptureFilter(expression, linkType: linkType)
    compiled[linkType] = filter
    return filter
  }

  func matches(_ bytes: RawSpan, _ record: PacketRecord) throws(CaptureError) -> Bool {
    try prepare(record.linkType).matches(bytes, wireLength: record.wireLength)
  }
}
