#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The directory that files are written to.
///
/// Everything is named relative to its descriptor, so that it stays the same one whatever becomes of
/// its path. Files grow in a directory of their own within it, which nobody else may enter, and get
/// their names when they are whole: no name ever stands for half a file.
public final class OutputDirectory {
  /// The path that it was opened by.
  public let path: String
  private let descriptor: Int32
  /// Whether it was made for this run.
  private let isNew: Bool
  private var workshop: (name: String, descriptor: Int32)?
  /// The numbers of the parts that are there.
  private var parts: Set<Int> = []
  private var lastPart = 0

  /// Opens the directory at `path`; makes it where it is not there.
  ///
  /// - Throws: an `OutputFailure` when it cannot be made or opened.
  public init(path: String) throws {
    self.path = path
    isNew = mkdir(path, 0o777) == 0
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputFailure(path, errno: errno) }
  }

  /// Opens the directory at `path` where it is there, to look into it.
  ///
  /// - Returns: `nil` where there is nothing yet.
  /// - Throws: an `OutputFailure` when it cannot be opened.
  public init?(existing path: String) throws {
    self.path = path
    isNew = false
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 {
      if errno == ENOENT { return nil }
      throw OutputFailure(path, errno: errno)
    }
  }

  deinit {
    discard()
    if descriptor >= 0 { close(descriptor) }
  }

  /// Throws away what has no name yet, and the directory itself where it was made in vain.
  public func discard() {
    if let workshop {
      for part in parts { unlinkat(workshop.descriptor, "\(part)", 0) }
      parts = []
      close(workshop.descriptor)
      unlinkat(descriptor, workshop.name, AT_REMOVEDIR)
      self.workshop = nil
    }
    // Fails where there is anything in it.
    if isNew { rmdir(path) }
  }

  /// Whether there is something of this name, be it a link that leads nowhere.
  public func has(_ name: String) -> Bool {
    var status = stat()
    return unsafe fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// What a path in it is called.
  public func path(of name: String) -> String {
    path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }

  // MARK: Parts

  /// Makes a file that has no name yet, to be written and read.
  ///
  /// - Returns: its number, and a descriptor that the caller closes.
  func makePart() throws(OutputFailure) -> (part: Int, descriptor: Int32) {
    let workshop = try openWorkshop()
    lastPart += 1
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = openat(workshop, "\(lastPart)", flags, 0o666)
    guard file >= 0 else { throw OutputFailure(path, errno: errno) }
    parts.insert(lastPart)
    return (lastPart, file)
  }

  /// Opens a part again.
  func openPart(_ part: Int) throws(OutputFailure) -> Int32 {
    let file = openat(try openWorkshop(), "\(part)", O_RDWR | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw OutputFailure(path, errno: errno) }
    return file
  }

  /// Throws a part away.
  func discard(_ part: Int) {
    if let workshop, parts.remove(part) != nil { unlinkat(workshop.descriptor, "\(part)", 0) }
  }

  /// A file that nobody but the holder of its descriptor can reach, for as long as that is open.
  public func makeUnnamed() throws -> Int32 {
    let (part, file) = try makePart()
    discard(part)
    return file
  }

  /// Gives a part, which is whole, its name.
  ///
  /// - Parameters:
  ///   - part: Its number.
  ///   - name: A name without a separator.
  ///   - overwriting: Whether a file of this name gives way; a link is replaced, not followed.
  /// - Throws: when it cannot be done, as when there is something of this name.
  func publish(_ part: Int, as name: String, overwriting: Bool) throws(OutputFailure) {
    let workshop = try openWorkshop()
    if overwriting {
      guard renameat(workshop, "\(part)", descriptor, name) == 0 else {
        throw OutputFailure(path(of: name), errno: errno)
      }
      parts.remove(part)
      return
    }
    // Unlike a rename, a link never takes the place of anything.
    if linkat(workshop, "\(part)", descriptor, name, 0) == 0 {
      discard(part)
      return
    }
    switch errno {
    case EEXIST: throw Self.exists(path(of: name))
    case EPERM, ENOTSUP, ENOSYS, EMLINK: try publishWithoutLinks(workshop, part, name)
    default: throw OutputFailure(path(of: name), errno: errno)
    }
  }

  /// Where the file system has no links, the name is taken by an empty file first.
  private func publishWithoutLinks(
    _ workshop: Int32, _ part: Int, _ name: String
  ) throws(OutputFailure) {
    let taken = openat(
      descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard taken >= 0 else {
      throw errno == EEXIST
        ? Self.exists(path(of: name)) : OutputFailure(path(of: name), errno: errno)
    }
    close(taken)
    guard renameat(workshop, "\(part)", descriptor, name) == 0 else {
      let number = errno
      unlinkat(descriptor, name, 0)
      throw OutputFailure(path(of: name), errno: number)
    }
    parts.remove(part)
  }

  /// What is said when a name is taken.
  public static func exists(_ path: String) -> OutputFailure {
    OutputFailure(path, "is there already", advice: "choose another place, or give --force")
  }

  private func openWorkshop() throws(OutputFailure) -> Int32 {
    if let workshop { return workshop.descriptor }
    let name = ".rangescope-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    guard mkdirat(descriptor, name, 0o700) == 0 else { throw OutputFailure(path, errno: errno) }
    let opened = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else {
      let number = errno
      unlinkat(descriptor, name, AT_REMOVEDIR)
      throw OutputFailure(path, errno: number)
    }
    workshop = (name, opened)
    return opened
  }
}
