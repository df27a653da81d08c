#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The terminal while the view has it: another screen, no echo, keys as they are pressed.
///
/// It is given back as it was, whatever ends the process but SIGKILL.
final class LiveTerminal {
  private static let entering = Array("\u{1B}[?1049h\u{1B}[?25l".utf8)
  /// What a handler of signals may use: plain memory that is there before one comes.
  private nonisolated(unsafe) static let saved = {
    let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    saved.initialize(to: termios())
    return saved
  }()
  private nonisolated(unsafe) static let isEntered = {
    let flag = UnsafeMutablePointer<Int32>.allocate(capacity: 1)
    flag.initialize(to: 0)
    return flag
  }()
  private static let leavingLength = 24
  private nonisolated(unsafe) static let leaving = {
    let bytes = Array("\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l".utf8)
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: leavingLength)
    memory.initialize(repeating: 0, count: leavingLength)
    for (index, byte) in bytes.enumerated() { memory[index] = byte }
    return memory
  }()
  /// The lines that are on the screen.
  private var shown: [String] = []

  /// Takes the terminal; `nil` where there is none.
  init?() {
    guard Terminal.isTerminal(0), Terminal.isTerminal(1), Terminal.environment("TERM") != "dumb",
      tcgetattr(0, Self.saved) == 0
    else { return nil }
    Self.leaving[Self.leavingLength - 1] = 0
    Self.catchCrashes()
    enter()
  }

  /// Takes it again.
  func enter() {
    var raw = Self.saved.pointee
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    _ = tcsetattr(0, TCSANOW, &raw)
    Self.isEntered.pointee = 1
    put(Self.entering)
    shown = []
  }

  /// Gives it back; does nothing where that was done.
  ///
  /// A handler of signals may call it.
  static func restore() {
    guard isEntered.pointee != 0 else { return }
    isEntered.pointee = 0
    var length = 0
    while length < leavingLength, leaving[length] != 0 { length += 1 }
    _ = write(1, leaving, length)
    _ = tcsetattr(0, TCSANOW, saved)
  }

  /// The size, in columns and lines.
  var size: (columns: Int, lines: Int) {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (80, 24)
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }

  /// Shows lines; those that are there already are not written again.
  func draw(_ lines: [String]) {
    var text = ""
    for (index, line) in lines.enumerated()
    where !shown.indices.contains(index) || shown[index] != line {
      text += "\u{1B}[\(index + 1);1H\(line)\u{1B}[K"
    }
    if shown.count > lines.count { text += "\u{1B}[\(lines.count + 1);1H\u{1B}[J" }
    shown = lines
    if !text.isEmpty { put(Array(text.utf8)) }
  }

  /// Forgets what is on the screen, so that all of it is drawn anew.
  func clear() {
    put(Array("\u{1B}[2J".utf8))
    shown = []
  }

  /// What was typed; `nil` when nobody can type any more.
  func typed() -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = read(0, &bytes, bytes.count)
    if count > 0 { return Array(bytes.prefix(count)) }
    return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil
  }

  private func put(_ bytes: [UInt8]) { try? OutputStream.standard.write(bytes.span.bytes) }

  private static func catchCrashes() {
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGQUIT] {
      _ = signal(number) { number in
        LiveTerminal.restore()
        _ = signal(number, SIG_DFL)
        _ = raise(number)
      }
    }
  }
}
