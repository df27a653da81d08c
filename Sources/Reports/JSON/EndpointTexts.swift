import Packets

/// Endpoints as texts, each made once as long as it is in use.
struct EndpointTexts {
  private var texts: [Endpoint: String] = [:]

  /// So many are remembered before all are forgotten.
  private static let remembered = 4096

  /// `192.168.1.2:80` or `[::1]:80`.
  subscript(_ endpoint: Endpoint) -> String {
    mutating get {
      if let text = texts[endpoint] { return text }
      if texts.count >= Self.remembered { texts.removeAll(keepingCapacity: true) }
      let text = endpoint.description
      texts[endpoint] = text
      return text
    }
  }
}
