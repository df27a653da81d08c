import Foundation

/// A terminal of the test's own: what a program draws is read here, and what is typed is written.
final class PseudoTerminal {
  private let master: Int32
  /// The side that a program has.
  let slave: Int32
  /// All that was drawn so far.
  private(set) var drawn = ""

  init?(columns: Int, lines: Int) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var (number, lock): (UInt32, Int32) = (0, 0)
    // TIOCSPTLCK and TIOCGPTN, which the module of the C library lacks.
    guard master >= 0, ioctl(master, 0x4004_5431, &lock) == 0,
      ioctl(master, 0x8004_5430, &number) == 0
    else { return nil }
    slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard slave >= 0 else { return nil }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    resize(columns: columns, lines: lines)
  }

  deinit {
    close(master)
    close(slave)
  }

  /// Gives it another size; who draws on it is told by SIGWINCH, by whoever calls.
  func resize(columns: Int, lines: Int) {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(lines)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(master, bytes, bytes.count)
  }

  /// Reads what was drawn; returns whether any of it, since `forget`, holds `text`.
  func shows(_ text: String) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(master, &bytes, bytes.count)
      guard count > 0 else { break }
      drawn += String(decoding: bytes.prefix(count), as: UTF8.self)
    }
    return drawn.contains(text)
  }

  func forget() { drawn = "" }

  /// Whether it echoes and takes lines, as it did when it was made.
  var isCooked: Bool {
    var state = termios()
    guard tcgetattr(slave, &state) == 0 else { return false }
    return state.c_lflag & tcflag_t(ECHO) != 0 && state.c_lflag & tcflag_t(ICANON) != 0
  }
}
