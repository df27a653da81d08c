import Extraction

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What comes from a pipe, kept in a file without a name so that it can be read twice.
final class Spool {
  /// Where it can be read, any number of times, while this is held.
  let path: String
  private let descriptor: Int32

  /// Reads all of `source`, which is a path or `-`.
  ///
  /// - Throws: a `Refusal` when it cannot be opened or read, an `OutputFailure` when it cannot be kept.
  init(_ source: String, in directory: OutputDirectory, progress: Progress) throws {
    let input = source == "-" ? dup(0) : open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw Self.refusal(source, errno) }
    defer { close(input) }
    descriptor = try directory.makeUnnamed()
    // Unlike the descriptor itself, this begins anew each time it is opened.
    path = "/dev/fd/\(descriptor)"
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var total = 0
    while true {
      try Interruption.check()
      let count = block.withUnsafeMutableBytes { unsafe read(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Self.refusal(source, errno) }
      if count == 0 { return }
      var done = 0
      while done < count {
        let written = block[done..<count].withUnsafeBytes {
          unsafe write(descriptor, $0.baseAddress, $0.count)
        }
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw Refusal(directory.path, errno) }
        done += written
      }
      total += count
      progress.update(spooled: total)
    }
  }

  deinit { close(descriptor) }

  /// Whether a path is of something that can be read only once.
  static func isNeeded(_ path: String) -> Bool {
    if path == "-" { return true }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return false }
    return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
  }

  private static func refusal(_ source: String, _ number: Int32) -> Refusal {
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    return Refusal(.cannotOpen, source, "cannot be opened: \(reason)", advice: "check the path")
  }
}

extension Refusal {
  /// Something that cannot be written.
  fileprivate init(_ path: String, _ number: Int32) {
    let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    self.init(
      .cannotWrite, path, "cannot be written: \(reason)",
      advice: "free some space, or choose another place with -o DIR")
  }
}
