/// A language that the tool can speak.
public enum Language: String, CaseIterable, Sendable {
  /// English.
  case en
  /// Chinese, in simplified characters.
  case zh

  /// The language of a locale's name, as `zh_CN.UTF-8`; English where there is no other.
  public init(locale: String) {
    let name = locale.lowercased()
    self =
      Language.allCases.first { name == $0.rawValue || name.hasPrefix("\($0.rawValue)_") } ?? .en
  }
}
