internal import Packets

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// The files that packets are written to, one after the other; used by one thread.
struct PacketFile {
  /// Why nothing is written any more.
  struct Failure: Error, Equatable, Sendable {
    var path: String
    var reason: String
  }

  let path: String
  let encoder: PcapngEncoder
  let policy: RotationPolicy

  private var descriptor: Int32 = -1
  /// The file that is open.
  private(set) var current: String
  /// Files begun so far.
  private var number = 0
  private var names: [String] = []
  private var written = 0
  private var times: ClosedRange<Timestamp>?

  init(path: String, encoder: PcapngEncoder, policy: RotationPolicy) {
    self.path = path
    self.encoder = encoder
    self.policy = policy
    current = path
  }

  /// Opens the first file, anew where it is there.
  mutating func open(at time: Timestamp) throws(Failure) {
    try begin(at: time, flags: O_TRUNC)
  }

  /// Writes whole blocks, captured in `span`.
  mutating func write(
    _ blocks: [UInt8], _ span: ClosedRange<Timestamp>, _ counts: CaptureCounts
  ) throws(Failure) {
    if policy.isDue(
      written: written, more: blocks.count, start: times?.lowerBound, now: span.lowerBound)
    {
      try finish(counts)
      try begin(at: span.lowerBound, flags: O_TRUNC)
    }
    try put(blocks)
    times =
      min(
        times?.lowerBound ?? span.lowerBound, span.lowerBound)...max(
        times?.upperBound ?? span.upperBound, span.upperBound)
  }

  /// Ends the file and opens the path again: what moved it away has all of it.
  ///
  /// Where it was not moved, another section is put behind what is there.
  mutating func reopen(at time: Timestamp, _ counts: CaptureCounts) throws(Failure) {
    try finish(counts)
    try begin(at: time, flags: policy.rotates ? O_TRUNC : O_APPEND)
  }

  /// Ends the file.
  mutating func finish(_ counts: CaptureCounts) throws(Failure) {
    guard descriptor >= 0 else { return }
    try put(encoder.statistics(counts, times: times))
    _ = close(descriptor)
    descriptor = -1
  }

  /// Gives the file up as it is: what is in it are whole blocks.
  mutating func abandon() {
    if descriptor >= 0 { _ = close(descriptor) }
    descriptor = -1
  }

  private mutating func begin(at time: Timestamp, flags: Int32) throws(Failure) {
    number += 1
    current = policy.path(path, number: number, time: time)
    descriptor = systemOpen(current, O_WRONLY | O_CREAT | O_CLOEXEC | flags)
    guard descriptor >= 0 else { throw failure() }
    written = 0
    times = nil
    if policy.rotates {
      names.append(current)
      while let kept = policy.kept, names.count > kept { _ = unlink(names.removeFirst()) }
    }
    try put(encoder.header)
  }

  /// Writes all of `bytes`, or takes back what could be written of them.
  private mutating func put(_ bytes: [UInt8]) throws(Failure) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: buffer[done...]))
      }
      if count > 0 {
        done += count
      } else if errno != EINTR {
        let failure = failure()
        // A reader must find whole blocks.
        let excess = off_t(done - PcapngEncoder.wholeBlocks(of: bytes, within: done))
        let end = lseek(descriptor, 0, SEEK_CUR)
        if excess > 0, end >= excess { _ = ftruncate(descriptor, end - excess) }
        abandon()
        throw failure
      }
    }
    written += done
  }

  private func failure() -> Failure {
    Failure(path: current, reason: String(cString: strerror(errno)))
  }
}

private func systemOpen(_ path: String, _ flags: Int32) -> Int32 {
  open(path, flags, 0o644)
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
