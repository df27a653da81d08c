/// What the tool calls itself.
public enum Tool {
  /// Its name.
  public static let name = "rangescope"
  /// Its version, by semver.org.
  public static let version = "0.1.0"
}
