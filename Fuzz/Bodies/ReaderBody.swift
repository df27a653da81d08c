internal import Capture
internal import Packets
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// A file of any bytes: what is read does not depend on how much is read at once, nor by which of
/// the two ways, and all of it lies in the file.
enum ReaderBody {
  static func run(_ bytes: [UInt8]) -> String? {
    ScratchFile.shared.withLock { run(bytes, in: $0) }
  }

  private static func run(_ bytes: [UInt8], in file: ScratchFile) -> String? {
    guard file.write(bytes) else { return nil }
    let path = file.path
    let whole = Contents(path, capacity: 32 * 1024) { $0.readAll() }
    // Not less: below, each byte would be a call of read(2).
    let capacity = 16 + Int(bytes.first ?? 0)
    let pieces = Contents(path, capacity: capacity) { $0.readEach() }
    guard whole == pieces else {
      return "read by \(capacity) bytes it is \(pieces), not \(whole)"
    }
    if let info = whole.info, info.compression == nil, info.bytes > bytes.count {
      return "\(info.bytes) bytes of packets in a file of \(bytes.count)"
    }
    return nil
  }
}

/// What a file turned out to hold.
private struct Contents: Equatable {
  var error: CaptureError?
  var info: InputInfo?
  var records: [PacketRecord] = []
  /// A checksum of the bytes of all packets.
  var sum: UInt64 = 0

  init(_ path: String, capacity: Int, _ read: (inout Reading) throws -> Void) {
    do {
      var reading = Reading(source: try FileSource(path: path, capacity: capacity))
      try read(&reading)
      records = reading.records
      sum = reading.sum
      info = reading.source.info
    } catch {
      self.error = error as? CaptureError
    }
  }
}

private struct Reading {
  let source: FileSource
  var records: [PacketRecord] = []
  var sum: UInt64 = 14_695_981_039_346_656_037

  mutating func readAll() {
    do {
      try source.forEach { add($0, $1) }
    } catch {
      fatalError("\(error)")
    }
  }

  mutating func readEach() {
    do {
      while let record = try source.next() {
        source.withBytes { add(record, $0) }
        // As a source that waits for its turn among others.
        if records.count % 7 == 3 { source.suspend() }
      }
    } catch {
      fatalError("\(error)")
    }
  }

  private mutating func add(_ record: PacketRecord, _ bytes: RawSpan) {
    precondition(record.capturedLength == bytes.byteCount)
    if records.count < 1000 { records.append(record) }
    bytes.withUnsafeBytes { buffer in
      for byte in unsafe buffer { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
    }
  }
}

/// A file that is written anew for each run, in memory where the system has such a folder.
private struct ScratchFile {
  static let shared = Mutex(ScratchFile())

  let path: String
  private let descriptor: Int32

  private init() {
    let folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    path = "\(folder)/rangescope-fuzz-\(getpid())"
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    atexit { ScratchFile.shared.withLock { _ = unlink($0.path) } }
  }

  func write(_ bytes: [UInt8]) -> Bool {
    guard ftruncate(descriptor, 0) == 0 else { return false }
    return unsafe bytes.withUnsafeBytes {
      unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) == $0.count
    }
  }
}
