import Markup

/// The hatchings by which a map tells missing, unseen and doubled bytes without colour.
enum HatchPatterns {
  static func write(to html: inout MarkupWriter) {
    html.element(
      "svg", [.a("class", "defs"), .a("aria-hidden", "true"), .a("focusable", "false")]
    ) { html in
      html.element("defs") { html in
        pattern("hatch-missing", "hatch-missing", "M0 6L6 0", to: &html)
        pattern("hatch-unseen", "hatch-ink", "M2 0V6", to: &html)
        pattern("hatch-twice", "hatch-ink", "M0 2H6", to: &html)
      }
    }
  }

  private static func pattern(
    _ id: String, _ ink: String, _ path: String, to html: inout MarkupWriter
  ) {
    html.element(
      "pattern",
      [
        .a("id", id), .a("width", 6), .a("height", 6), .a("patternUnits", "userSpaceOnUse"),
      ]
    ) { html in
      html.element("path", [.a("class", ink), .a("d", path), .a("stroke-width", "1.5")]) { _ in }
    }
  }
}
