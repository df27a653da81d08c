import Bytes
import HTTP
public import Phrases

extension TagReading {
  /// What it appears to hold, as part of a sentence; a guess is called a guess.
  public var text: Statement {
    var facts: [Statement] = []
    if let size {
      facts.append(
        sizeAgrees == false
          ? "size \(Self.grouped(size)), not that of this representation"
          : "size \(Self.grouped(size))")
    }
    if let modified {
      facts.append("modified \(HTTPDate.universal(modified))\(agreement)")
    }
    if let inode { facts.append("inode \(inode)") }
    if let parts { facts.append(Statement(count: String(parts), parts == 1 ? "part" : "parts")) }
    switch form {
    case .lighttpd: facts.append("a hash of inode, size and time")
    case .multipartUpload: facts.append("no MD5 of the content")
    default: break
    }
    let certainty: Statement = isConfirmed ? "" : " (a guess)"
    let detail: Statement = facts.isEmpty ? "" : ": \(facts.joined(separator: ", "))"
    return "the tag reads as \(Statement(words: form.rawValue))\(certainty)\(detail)"
  }

  /// Whether what it holds was found elsewhere too.
  public var isConfirmed: Bool { sizeAgrees == true || timeAgrees == true }

  private var agreement: Statement {
    switch timeAgrees {
    case true?: ", equal to Last-Modified"
    case false?: ", not equal to Last-Modified"
    case nil: ""
    }
  }

  /// What two tags of one form have in common and what not, as a sentence; `nil` where nothing can be said.
  public func difference(from other: TagReading) -> Statement? {
    guard form == other.form else { return nil }
    guard let modified, let theirs = other.modified else {
      return form == .lighttpd ? "Both tags read as lighttpd's (a guess)" : nil
    }
    var facts: [Statement] = []
    if let size, let before = other.size {
      facts.append(
        size == before
          ? "the same size" : "sizes \(Self.grouped(before)) and \(Self.grouped(size))")
    }
    facts.append("modification times \(Self.apart(self, other, modified, theirs))")
    if let inode, let before = other.inode, inode != before {
      facts.append("other inodes")
    }
    return
      "Read as \(Statement(words: form.rawValue)), the tags hold \(facts.joined(separator: ", "))"
  }

  private static func apart(
    _ a: TagReading, _ b: TagReading, _ modified: Int64, _ theirs: Int64
  ) -> Statement {
    if modified == theirs {
      return a.nanoseconds == b.nanoseconds ? "that are equal" : "within the same second"
    }
    return "\(duration(abs(modified - theirs))) apart"
  }

  private static func duration(_ seconds: Int64) -> Statement {
    switch seconds {
    case 1: "1 second"
    case ..<120: "\(seconds) seconds"
    case ..<7_200: "\(seconds / 60) minutes"
    case ..<172_800: "\(seconds / 3_600) hours"
    default: "\(grouped(Int(seconds / 86_400))) days"
    }
  }

  private static func grouped(_ number: Int) -> String { PlainText.grouped(number) }
}

extension RangeExchange {
  /// What its entity tag appears to hold.
  public var tagReading: TagReading? {
    guard let response, let tag = response.entityTag else { return nil }
    return TagReading(
      tag, completeLength: completeLength, lastModified: response.lastModified,
      server: response.server)
  }
}

extension Version {
  /// What its entity tag appears to hold.
  public var tagReading: TagReading? {
    guard let etag, let tag = EntityTag(etag) else { return nil }
    return TagReading(
      tag, completeLength: completeLength, lastModified: lastModified.flatMap { HTTPDate($0) },
      server: server)
  }
}
