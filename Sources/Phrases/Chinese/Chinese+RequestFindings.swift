/// What rules found, in Chinese.
extension Catalogue {
  static let chineseFindings: [String: String] = [:]
}
