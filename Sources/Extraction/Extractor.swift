import Bytes
import Digests

/// Writes the files of a plan: what passes is placed, then each is finished, then all are named.
///
/// Until `publish` nothing stands in the directory under any name of its own.
public final class Extractor {
  /// Who is to be given the content, in a second reading of the same packets.
  public let placer: ContentPlacer
  private let plan: ExtractionPlan
  private let options: ExtractionOptions
  private let directory: OutputDirectory
  private let store: PartStore
  /// What is whole and waits for its name.
  private var whole: [(part: Int, name: String)] = []
  /// Called now and then with the bytes that were looked at; throws to end it all.
  private let check: (Int) throws -> Void

  /// Makes the files, empty.
  ///
  /// - Parameters:
  ///   - plan: What is to be written.
  ///   - directory: Where.
  ///   - options: As the plan was made with.
  ///   - check: Called now and then while finished files are read; what it throws is passed on.
  /// - Throws: an `OutputFailure` when there can be no file.
  public init(
    _ plan: ExtractionPlan, in directory: OutputDirectory, options: ExtractionOptions,
    check: @escaping (Int) throws -> Void = { _ in }
  ) throws {
    self.plan = plan
    self.options = options
    self.directory = directory
    self.check = check
    store = PartStore(directory)
    for file in plan.files {
      _ = try store.make(file.name.text, overwrites: file.kind == .joined)
    }
    placer = ContentPlacer(plan, store)
  }

  /// Ends the writing of a file: gives it its length, its digests and its decoded form.
  ///
  /// - Parameter index: Its index in the plan.
  /// - Returns: what there is of it.
  /// - Throws: an `OutputFailure`, or what `check` throws.
  public func finish(_ index: Int) throws -> ExtractedFile {
    let file = plan.files[index]
    if let failure = placer.failure { throw failure }
    let writer = try store.writer(index)
    try writer.truncate(to: file.length)
    let (present, conflicts) = store.coverage(index)
    let all = 0..<file.length
    var known = present
    var unseen = IntervalSet()
    for range in file.delivered {
      for gap in present.gaps(in: range) { unseen.insert(gap) }
      known.insert(range)
    }
    var result = ExtractedFile(
      plan: file, present: present.ranges, unseen: unseen.ranges,
      missing: all.isEmpty ? [] : known.gaps(in: all), conflicts: conflicts.ranges, sha256: nil,
      digests: file.promised.map { DigestCheck($0, actual: nil) }, decoded: nil)
    if file.completeLength == file.length, present.length == file.length {
      try digest(&result, writer)
      if options.decodes { result.decoded = try decode(file, writer) }
    }
    whole.append((try store.finish(index), file.name.text))
    return result
  }

  /// Writes a small file beside the others.
  ///
  /// - Throws: an `OutputFailure`.
  public func write(
    _ name: String, _ body: (_ sink: @escaping (RawSpan) throws -> Void) throws -> Void
  ) throws {
    let output = try AppendingPart(directory, name)
    try body { try output.append($0) }
    whole.append((try output.finish(), name))
  }

  /// Gives all that was finished its name.
  ///
  /// - Parameter overwriting: Whether files of these names give way.
  /// - Throws: an `OutputFailure`; what was named before it stays.
  public func publish(overwriting: Bool) throws {
    for (part, name) in whole {
      try directory.publish(part, as: name, overwriting: overwriting)
    }
    whole = []
    directory.discard()
  }

  // MARK: Whole files

  /// Reads a file from its first byte to its last.
  private func read(
    _ writer: PartWriter, _ length: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var position = 0
    while position < length {
      let count = try block.withUnsafeMutableBytes { try writer.read(at: position, into: $0) }
      guard count > 0 else {
        throw OutputFailure(directory.path, "was changed while it was written", advice: "try again")
      }
      try block.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      position += count
      try check(count)
    }
  }

  private func digest(_ result: inout ExtractedFile, _ writer: PartWriter) throws {
    var running = [RunningDigest(.sha256)]
    for promised in result.plan.promised
    where !running.contains(where: { $0.algorithm == promised.algorithm }) {
      running.append(RunningDigest(promised.algorithm))
    }
    try read(writer, result.plan.length) { bytes in
      for digest in running { unsafe digest.receive(bytes.bytes) }
    }
    let found = running.map { ($0.algorithm, $0.finish()) }
    result.sha256 = found[0].1
    result.digests = result.plan.promised.map { promised in
      DigestCheck(promised, actual: found.first { $0.0 == promised.algorithm }?.1)
    }
  }

  /// Writes the decoded form; `nil` where there is no coding.
  private func decode(_ file: PlannedFile, _ writer: PartWriter) throws -> ExtractedFile.Decoded? {
    guard let field = file.contentEncoding else { return nil }
    let name = file.decodedName
    do {
      let codings = try ContentCoding.all(in: field)
      guard !codings.isEmpty else { return nil }
      let output = try AppendingPart(directory, name, limit: options.maxDecodedSize)
      let chain = DecoderChain(try codings.reversed().map { try $0.decoder() })
      let digest = RunningDigest(.sha256)
      try read(writer, file.length) { bytes in
        try chain.receive(bytes) { decoded in
          unsafe digest.receive(decoded.bytes)
          try unsafe output.append(decoded.bytes)
        }
      }
      guard chain.isAtEnd else {
        throw DecodingFailure(reason: "the encoded data ends too soon")
      }
      whole.append((try output.finish(), name))
      return .written(name: name, length: output.length, sha256: digest.finish())
    } catch let failure as DecodingFailure {
      return .failed(reason: failure.reason)
    }
  }
}
