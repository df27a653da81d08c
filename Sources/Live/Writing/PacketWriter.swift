public import Packets

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#else
internal import Darwin
#endif

/// Writes packets to files on a thread of its own, in the order in which they were captured.
///
/// What was handed to it is written: where the disk is slower than the network, handing on waits,
/// and the kernel counts what it then drops. Only a file that cannot be written ends that.
public final class PacketWriter: @unchecked Sendable {
  /// Why nothing is written any more.
  public struct Failure: Equatable, Sendable {
    /// The file.
    public var path: String
    /// What the system says.
    public var reason: String
  }

  private enum Job {
    case write([UInt8], ClosedRange<Timestamp>, CaptureCounts)
    case reopen(Timestamp, CaptureCounts)
    case finish(CaptureCounts)
  }

  /// So many bytes wait at most where nothing else is said.
  public static let mostWaiting = 64 << 20
  /// So many bytes wait at most, besides as many that are being written.
  private let mostWaiting: Int
  /// Blocks are handed on in pieces of so many bytes, or smaller ones where little comes.
  private let pieceSize: Int

  private let encoder: PcapngEncoder
  private var piece: [UInt8] = []
  private var span: ClosedRange<Timestamp>?

  // What both threads use, under `lock`.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [Job] = []
  private var waiting = 0
  private var isDone = false
  private var trouble: Failure?
  private var thread = pthread_t()

  /// Opens the first file and starts the thread.
  ///
  /// - Throws: `CannotOpen` when the file cannot be opened.
  public init(
    path: String, encoder: PcapngEncoder, policy: RotationPolicy,
    mostWaiting: Int = PacketWriter.mostWaiting, now: Timestamp
  ) throws {
    self.encoder = encoder
    self.mostWaiting = mostWaiting
    pieceSize = min(256 << 10, max(4096, (policy.size ?? .max) / 8))
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
    var file = PacketFile(path: path, encoder: encoder, policy: policy)
    do {
      try file.open(at: now)
    } catch {
      throw CannotOpen(path: error.path, reason: error.reason)
    }
    start(file)
  }

  /// The first file cannot be opened.
  public struct CannotOpen: Error, Equatable {
    /// The file.
    public var path: String
    /// What the system says.
    public var reason: String
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  private final class Start {
    let writer: PacketWriter
    var file: PacketFile
    init(_ writer: PacketWriter, _ file: PacketFile) {
      self.writer = writer
      self.file = file
    }
  }

  private func start(_ file: PacketFile) {
    let start = Unmanaged.passRetained(Start(self, file))
    let status = pthread_create(
      &thread, nil,
      { context in
        #if canImport(Darwin)
        let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
        #else
        guard let context else { return nil }
        let start = Unmanaged<Start>.fromOpaque(context).takeRetainedValue()
        #endif
        start.writer.run(&start.file)
        return nil
      }, start.toOpaque())
    precondition(status == 0, "no thread can be made")
  }

  // MARK: The thread that captures

  /// Takes a packet.
  @inline(__always)
  public func append(_ record: PacketRecord, _ bytes: RawSpan, _ counts: CaptureCounts) {
    encoder.append(record, bytes, to: &piece)
    if let known = span {
      span = min(known.lowerBound, record.time)...max(known.upperBound, record.time)
    } else {
      span = record.time...record.time
    }
    if piece.count >= pieceSize { flush(counts) }
  }

  /// Hands on what was taken.
  public func flush(_ counts: CaptureCounts) {
    guard let span, !piece.isEmpty else { return }
    let count = piece.count
    let job = Job.write(piece, span, counts)
    piece = []
    piece.reserveCapacity(min(count * 2, pieceSize + 65_536))
    self.span = nil
    hand(job, count)
  }

  /// Ends the file and opens its path again.
  public func reopen(now: Timestamp, _ counts: CaptureCounts) {
    flush(counts)
    hand(.reopen(now, counts), 0)
  }

  /// Writes all that was taken, ends the file, and waits until that is done.
  ///
  /// - Returns: Why it could not be; `nil`: it could.
  public func finish(_ counts: CaptureCounts) -> Failure? {
    flush(counts)
    hand(.finish(counts), 0)
    pthread_join(thread, nil)
    return failure
  }

  /// Why nothing is written any more; `nil` while it is.
  public var failure: Failure? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return trouble
  }

  private func hand(_ job: Job, _ count: Int) {
    pthread_mutex_lock(lock)
    while waiting > mostWaiting, trouble == nil { pthread_cond_wait(changed, lock) }
    jobs.append(job)
    waiting += count
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }

  // MARK: The thread that writes

  private func run(_ file: inout PacketFile) {
    while true {
      pthread_mutex_lock(lock)
      while jobs.isEmpty { pthread_cond_wait(changed, lock) }
      let taken = jobs
      jobs = []
      waiting = 0
      let hasFailed = trouble != nil
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
      for job in taken {
        if case .finish = job {
          if !hasFailed { work(job, &file) }
          return
        }
        if !hasFailed { work(job, &file) }
      }
    }
  }

  private func work(_ job: Job, _ file: inout PacketFile) {
    guard failure == nil else { return }
    do throws(PacketFile.Failure) {
      switch job {
      case .write(let blocks, let span, let counts): try file.write(blocks, span, counts)
      case .reopen(let time, let counts): try file.reopen(at: time, counts)
      case .finish(let counts): try file.finish(counts)
      }
    } catch {
      pthread_mutex_lock(lock)
      trouble = Failure(path: error.path, reason: error.reason)
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(lock)
    }
  }
}
