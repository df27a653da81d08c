import ArgumentParser
import Phrases

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// When something is done: by what the output is, always, or never.
enum When: String, CaseIterable, ExpressibleByArgument {
  case auto
  case always
  case never
}

/// What is known of the terminal that the process writes to.
enum Terminal {
  /// Whether a descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The columns of a terminal, or those that `COLUMNS` tells, or 100.
  static var width: Int {
    var size = winsize()
    if isTerminal(1), unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    return environment("COLUMNS").flatMap { Int($0) }.map { min(max($0, 40), 1000) } ?? 100
  }

  /// Whether the locale shows characters outside ASCII.
  static var isUTF8: Bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first ?? ""
    let name = locale.lowercased()
    return name.hasSuffix("utf-8") || name.hasSuffix("utf8")
  }

  /// The language of the locale, where the terminal can show it.
  static var language: Language {
    let locale =
      ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment($0) }.first ?? ""
    return isUTF8 ? Language(locale: locale) : .en
  }

  /// Whether text is coloured.
  ///
  /// Source: no-color.org and bixense.com/clicolors.
  static func usesColor(_ when: When, toTerminal: Bool) -> Bool {
    switch when {
    case .always: true
    case .never: false
    case .auto:
      if environment("NO_COLOR") != nil {
        false
      } else if let forced = environment("CLICOLOR_FORCE"), forced != "0" {
        true
      } else {
        toTerminal && environment("TERM") != "dumb"
      }
    }
  }

  /// A variable of the environment; `nil` where it is not set, or empty.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }
}
