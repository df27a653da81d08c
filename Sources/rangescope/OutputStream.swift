#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that is written to, by its descriptor.
final class OutputStream: Sendable {
  /// Nobody reads on the other end of a pipe: no error, but the end of all output.
  struct ClosedPipe: Error {}

  /// What `head` and the like close.
  static let standard = OutputStream(descriptor: 1, name: "standard output")
  /// Where refusals and progress go.
  static let error = OutputStream(descriptor: 2, name: "standard error")

  private let descriptor: Int32
  private let name: String

  private init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Opens a file to write, anew where it is there.
  ///
  /// - Throws: a refusal when it cannot be opened.
  init(path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    name = path
    if descriptor < 0 { throw refusal(errno) }
  }

  deinit { if descriptor > 2 { _ = close(descriptor) } }

  /// Writes all of `bytes`.
  ///
  /// - Throws: `ClosedPipe`, or a refusal when they cannot be written.
  func write(_ bytes: RawSpan) throws {
    var done = 0
    while done < bytes.byteCount {
      let count = bytes.extracting(done...).withUnsafeBytes { unsafe writeSome($0) }
      if count > 0 {
        done += count
      } else if errno == EPIPE {
        throw ClosedPipe()
      } else if errno != EINTR {
        throw refusal(errno)
      }
    }
  }

  /// Writes all of a text.
  ///
  /// - Throws: `ClosedPipe`, or a refusal when it cannot be written.
  func write(_ text: String) throws { try write(Array(text.utf8).span.bytes) }

  /// Whether it is a pipe, or the like, of which the other end was closed.
  var isAbandoned: Bool {
    var waiting = pollfd(fd: descriptor, events: 0, revents: 0)
    return poll(&waiting, 1, 0) > 0 && waiting.revents & Int16(POLLERR) != 0
  }

  /// A closed pipe is told by `write`, not by a signal.
  static func ignoreClosedPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  private func writeSome(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
    unsafe Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
    unsafe Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  private func refusal(_ number: Int32) -> Refusal {
    let reason = unsafe String(cString: strerror(number))
    return Refusal(
      .cannotWrite, name, "cannot be written: \(reason)",
      advice: "choose another place with -o FILE")
  }
}

/// Whether there is something under this path.
func isThere(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0
}

/// Whether two paths name the same file.
func isSameFile(_ a: String, _ b: String) -> Bool {
  var first = stat()
  var second = stat()
  guard unsafe stat(a, &first) == 0, unsafe stat(b, &second) == 0 else { return false }
  return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    && first.st_mode & S_IFMT == S_IFREG
}
