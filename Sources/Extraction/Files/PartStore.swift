import Bytes

/// The files that grow: any number of them, few of them open.
final class PartStore {
  private struct Entry {
    var part: Int
    var name: String
    /// Whether what comes later takes the place of what came first.
    var overwrites: Bool
    var written = IntervalSet()
    var conflicts = IntervalSet()
    var writer: PartWriter?
  }

  private let directory: OutputDirectory
  private var entries: [Entry] = []
  private var open: [Int] = []
  private var uses = 0
  private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)

  /// How many files are open at once.
  private static let mostOpen = 64
  /// How many ranges are told in which copies differ.
  private static let conflictsKept = 1024

  init(_ directory: OutputDirectory) { self.directory = directory }

  deinit { unsafe scratch.deallocate() }

  /// Makes a file; returns its number, from 0 on.
  func make(_ name: String, overwrites: Bool) throws(OutputFailure) -> Int {
    let (part, file) = try directory.makePart()
    let writer = PartWriter(part: part, file: file, name: directory.path(of: name))
    entries.append(Entry(part: part, name: name, overwrites: overwrites, writer: writer))
    try noteOpen(entries.count - 1)
    return entries.count - 1
  }

  /// Puts bytes where they belong; of what is there already the first copy stays.
  func write(_ bytes: RawSpan, to file: Int, at position: Int) throws(OutputFailure) {
    let range = position..<(position + bytes.byteCount)
    guard !range.isEmpty else { return }
    let known = entries[file].written.intersectionLength(with: range)
    guard known > 0 else {
      entries[file].written.insert(range)
      return try writer(file).write(bytes, at: position)
    }
    for old in entries[file].written.intersection(with: range) {
      let part = (old.lowerBound - position)..<(old.upperBound - position)
      try compare(bytes.extracting(part), file, at: old.lowerBound)
    }
    let new =
      entries[file].overwrites ? [range] : entries[file].written.gaps(in: range)
    for gap in new {
      let part = (gap.lowerBound - position)..<(gap.upperBound - position)
      try writer(file).write(bytes.extracting(part), at: gap.lowerBound)
      entries[file].written.insert(gap)
    }
  }

  /// What was written, and where copies of the same bytes differ.
  func coverage(_ file: Int) -> (present: IntervalSet, conflicts: IntervalSet) {
    (entries[file].written, entries[file].conflicts)
  }

  /// Who writes a file, opened again where it was closed.
  func writer(_ file: Int) throws(OutputFailure) -> PartWriter {
    uses += 1
    if let writer = entries[file].writer {
      writer.lastUse = uses
      return writer
    }
    let entry = entries[file]
    let writer = PartWriter(
      part: entry.part, file: try directory.openPart(entry.part),
      name: directory.path(of: entry.name))
    entries[file].writer = writer
    try noteOpen(file)
    return writer
  }

  /// Ends the writing of a file; returns its part.
  func finish(_ file: Int) throws(OutputFailure) -> Int {
    if let writer = entries[file].writer {
      try writer.finish()
      entries[file].writer = nil
      open.removeAll { $0 == file }
    }
    return entries[file].part
  }

  private func noteOpen(_ file: Int) throws(OutputFailure) {
    uses += 1
    entries[file].writer?.lastUse = uses
    open.append(file)
    guard open.count > Self.mostOpen else { return }
    let oldest = open.min {
      (entries[$0].writer?.lastUse ?? 0) < (entries[$1].writer?.lastUse ?? 0)
    }
    if let oldest { _ = try finish(oldest) }
  }

  /// Holds a later copy of bytes against the first.
  private func compare(_ bytes: RawSpan, _ file: Int, at position: Int) throws(OutputFailure) {
    guard entries[file].conflicts.count < Self.conflictsKept else { return }
    let writer = try writer(file)
    var done = 0
    while done < bytes.byteCount {
      let wanted = unsafe UnsafeMutableRawBufferPointer(
        rebasing: scratch[..<min(bytes.byteCount - done, scratch.count)])
      let count = try unsafe writer.read(at: position + done, into: wanted)
      guard count > 0 else { return }
      var different: Range<Int>?
      for index in 0..<count where unsafe scratch[index] != bytes.byte(at: done + index) {
        different = (different?.lowerBound ?? index)..<(index + 1)
      }
      if let different {
        let start = position + done
        entries[file].conflicts.insert(
          (start + different.lowerBound)..<(start + different.upperBound))
      }
      done += count
    }
  }
}
