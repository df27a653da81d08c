internal import Packets

/// A filter expression on packets of any link types, compiled for each when it first appears.
final class LinkFilter {
  private let expression: String
  private var compiled: [LinkType: CaptureFilter] = [:]
  /// Why it cannot be used on a packet that it was asked about; `nil` while it can.
  private(set) var failure: CaptureError?

  init(_ expression: String) { self.expression = expression }

  /// Compiles the expression for packets of `linkType`, unless it is.
  @discardableResult
  func prepare(_ linkType: LinkType) throws(CaptureError) -> CaptureFilter {
    if let filter = compiled[linkType] { return filter }
    let filter = try CaptureFilter(expression, linkType: linkType)
    compiled[linkType] = filter
    return filter
  }

  /// Whether the filter lets a packet through; none once it has failed.
  @inline(never)
  func matches(_ bytes: RawSpan, _ record: PacketRecord) -> Bool {
    if failure != nil { return false }
    do throws(CaptureError) {
      return try prepare(record.linkType).matches(bytes, wireLength: record.wireLength)
    } catch {
      failure = error
      return false
    }
  }
}
