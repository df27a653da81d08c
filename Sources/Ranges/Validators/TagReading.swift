public import HTTP

/// What an entity tag appears to hold, held against what the same response says elsewhere.
///
/// Made only where a part of it agrees with the complete length or with Last-Modified, or where its
/// form leaves little doubt: then it is hardly chance, but still a guess.
public struct TagReading: Equatable, Sendable {
  /// Whose form it has.
  public var form: TagForm
  /// The size that it holds.
  public var size: Int?
  /// The modification time that it holds, in seconds since 1970.
  public var modified: Int64?
  /// Nanoseconds beyond these.
  public var nanoseconds = 0
  /// The inode that it holds.
  public var inode: UInt64?
  /// The parts of the upload that it tells of.
  public var parts: Int?
  /// Whether the size is the complete length; `nil` where one of them is not known.
  public var sizeAgrees: Bool?
  /// Whether the time is that of Last-Modified; `nil` where one of them is not known.
  public var timeAgrees: Bool?

  init(_ form: TagForm) { self.form = form }

  /// Reads a tag; `nil` where it has no form that is known here.
  ///
  /// - Parameters:
  ///   - tag: the tag.
  ///   - completeLength: the length of what it came with.
  ///   - lastModified: the Last-Modified that it came with.
  ///   - server: the Server field that it came with.
  public init?(
    _ tag: EntityTag, completeLength: Int?, lastModified: HTTPDate?, server: String? = nil
  ) {
    let text = tag.opaqueTag
    guard text.utf8.count <= 80 else { return nil }
    let candidates =
      NumberTag.readings(text) + CaddyTag.readings(text, completeLength) + IISTag.readings(text)
      + StoreTag.readings(text)
    for candidate in candidates {
      let reading = candidate.compared(completeLength, lastModified)
      if reading.isBelievable {
        self = reading
        return
      }
    }
    if server?.lowercased().hasPrefix("lighttpd") ?? false, UInt64(text) != nil {
      self.init(.lighttpd)
      return
    }
    return nil
  }

  private func compared(_ length: Int?, _ date: HTTPDate?) -> TagReading {
    var reading = self
    if let size, let length { reading.sizeAgrees = size == length }
    if let modified, let date { reading.timeAgrees = modified == date.epochSeconds }
    return reading
  }

  /// Whether it agrees with what is said elsewhere, or has nothing that could.
  private var isBelievable: Bool {
    switch form {
    case .md5, .multipartUpload: true
    // The size is what the tag was taken apart by, and so proves nothing.
    case .caddy: timeAgrees != false
    case .iis, .azure: timeAgrees != false
    default: timeAgrees == true || sizeAgrees == true
    }
  }
}
