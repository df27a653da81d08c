#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A file that could not be written.
public struct ForgedFileError: Error, Equatable {
  /// The file.
  public var path: String
  /// The system's error number.
  public var code: Int32
}

extension ForgedCapture {
  /// Writes the capture file to `path`, over what may be there.
  ///
  /// - Returns: what truly happened, connection by connection.
  /// - Throws: `ForgedFileError` when the file cannot be opened or written.
  @discardableResult
  public func write(toFile path: String) throws(ForgedFileError) -> [ForgedTruth] {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw ForgedFileError(path: path, code: errno) }
    defer { close(descriptor) }
    return try write { (piece) throws(ForgedFileError) in
      let code = piece.withUnsafeBytes { buffer in
        var written = 0
        while written < buffer.count {
          let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
          let count = Self.writeSome(descriptor, rest)
          if count < 0 { return errno }
          written += count
        }
        return 0
      }
      if code != 0 { throw ForgedFileError(path: path, code: code) }
    }
  }

  private static func writeSome(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
    Musl.write(descriptor, buffer.baseAddress, buffer.count)
    #else
    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
