public import Packets

extension Endpoint: ExpressibleByStringLiteral {
  /// An endpoint written `192.168.1.2:80` or `[::1]:80`.
  ///
  /// Anything else in source text stops the process.
  public init(stringLiteral value: String) {
    guard let endpoint = AddressText.endpoint(value) else {
      preconditionFailure("\(value) is not an endpoint")
    }
    self = endpoint
  }
}
