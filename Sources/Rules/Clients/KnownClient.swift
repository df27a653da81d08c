import HTTP
import Phrases
import Ranges
import Transactions

/// A program that fetches files, known by its User-Agent.
///
/// What is said of a program stands in its source or its issue threads; of those that were not
/// looked into (Firefox, PDF.js, Steam) nothing is said.
enum KnownClient: String, CaseIterable {
  case curl, wget, aria2, apt, chromium, android, appleMedia, pip, uv, huggingFace

  /// The program of a User-Agent value; `nil`: none that is known here.
  init?(userAgent: String) {
    let prefixes: [(String, KnownClient)] = [
      ("curl/", .curl), ("Wget/", .wget), ("aria2/", .aria2), ("Debian APT-HTTP/", .apt),
      ("AndroidDownloadManager", .android), ("AppleCoreMedia/", .appleMedia), ("pip/", .pip),
      ("uv/", .uv),
    ]
    if let (_, client) = prefixes.first(where: { userAgent.hasPrefix($0.0) }) {
      self = client
    } else if userAgent.contains("hf_hub/") {
      self = .huggingFace
    } else if userAgent.contains(" Chrome/") {
      self = .chromium
    } else {
      return nil
    }
  }

  /// What may happen to a client.
  enum Situation {
    /// A continuation without If-Range was answered by a part.
    case unguardedPart
    /// A continuation was answered by the whole.
    case wholeInsteadOfPart
    /// It was refused with 416.
    case unsatisfiable
    /// A part began elsewhere than asked.
    case otherPart
    /// A part came though none was asked for.
    case unaskedPart
    /// A body ended short.
    case shortBody
    /// A resume is made dependent on a date.
    case dateCondition
    /// It opens ranges to the end again and again.
    case reopening
  }

  /// What it does then, as a sentence; `nil` where that is not known.
  func behaviour(_ situation: Situation) -> Statement? {
    switch (self, situation) {
    case (.curl, .unguardedPart):
      """
      curl -C - never sends If-Range and looks only where Content-Range begins: \
      it appends this 206 to its file
      """
    case (.curl, .wholeInsteadOfPart):
      """
      curl -C - gives up on this with error 33 ("HTTP server does not seem to support byte \
      ranges. Cannot resume."), unless the length is that of its file
      """
    case (.curl, .unsatisfiable): "curl -C - takes a 416 for success and ignores its body"
    case (.wget, .unguardedPart):
      """
      wget -c never sends If-Range and looks only where Content-Range begins: \
      it appends this 206 to its file
      """
    case (.wget, .wholeInsteadOfPart):
      """
      wget -c skips the bytes that it has; where the length is not above that of its file, it says \
      "The file is already fully retrieved; nothing to do."
      """
    case (.wget, .unsatisfiable):
      """
      wget -c says "The file is already fully retrieved; nothing to do." on any 416, \
      even if the remote file shrank
      """
    case (.wget, .otherPart): "wget gives up on a part that begins elsewhere"
    case (.aria2, .unguardedPart):
      "aria2 sends no If-Range: it compares first and last position and length, not validators"
    case (.aria2, .otherPart): "aria2 gives up with error 8, \"Invalid range header\""
    case (.apt, .dateCondition):
      "apt makes the date of its partial file the condition; it verifies a hash at the end"
    case (.apt, .unsatisfiable):
      "apt verifies hash and size of what it has on a 416, else deletes it and asks again"
    case (.chromium, .wholeInsteadOfPart): "Chromium starts again from byte 0 on a 200"
    case (.chromium, .unsatisfiable): "Chromium starts again from byte 0 on a 416"
    case (.chromium, .otherPart): "Chromium refuses a part that begins elsewhere"
    case (.chromium, .unaskedPart): "Chromium refuses a 206 that it did not ask for"
    case (.chromium, .shortBody):
      "Chromium takes a short body for a finished download where there is no strong validator"
    case (.android, .wholeInsteadOfPart):
      "Android's download manager stops with status 489, cannot resume"
    case (.appleMedia, .reopening):
      """
      AVFoundation probes with bytes=0-1, then asks to the end of the file, reads a little, and \
      closes
      """
    case (.pip, .unguardedPart): "pip does not look at Content-Range when it resumes"
    case (.pip, .otherPart): "pip does not look at Content-Range when it resumes"
    case (.huggingFace, .wholeInsteadOfPart):
      "huggingface_hub empties its file on a 200 and starts again"
    default: nil
    }
  }
}

extension RangeExchange {
  /// The program that asked, where it is known.
  var client: KnownClient? {
    transaction.request?.head.fields.first("user-agent").flatMap { KnownClient(userAgent: $0) }
  }

  /// What the program that asked does in a situation, as a sentence with a blank before it.
  func behaviour(_ situation: KnownClient.Situation) -> Statement {
    client?.behaviour(situation).map { " \($0)." } ?? ""
  }

  /// Which node answered, as a sentence with a blank before it; nothing where it is not told.
  var answeredBy: Statement { answeringNode.map { " Answered by \($0.text)." } ?? "" }

  /// A field of the response as sent, as far as a sentence can hold it; `nil` where it has none.
  func field(_ name: StaticString) -> String? {
    transaction.response?.head.fields.joined(name).map { String($0.prefix(120)) }
  }

  /// Which content codings the request accepts, as it says: the field as sent, or its absence.
  var acceptance: Statement {
    guard let request = transaction.request?.head, request.completeness == .complete else {
      return "an Accept-Encoding that the capture does not show"
    }
    return request.fields.joined("accept-encoding").map { "\"Accept-Encoding: \($0.prefix(120))\"" }
      ?? "no Accept-Encoding"
  }
}
