import Extraction
import Forge
import Foundation
import Testing

/// What is in the directory already stays as it is, and links lead nowhere.
struct DirectoryTests {
  static let capture = ForgedCapture.of([[ForgedResource("/x.bin", size: 5000).exchange()]])

  /// What may stand in the way of a file.
  enum Obstacle: CaseIterable {
    case file, link, dangling, directory
  }

  private func place(_ obstacle: Obstacle, in folder: TemporaryFolder) throws {
    let manager = FileManager.default
    let output = folder.url.appending(path: "out")
    try manager.createDirectory(at: output, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: folder.url.appending(path: "outside"))
    let name = output.appending(path: "x.bin")
    switch obstacle {
    case .file: try Data("mine".utf8).write(to: name)
    case .link:
      try manager.createSymbolicLink(
        at: name, withDestinationURL: folder.url.appending(path: "outside"))
    case .dangling:
      try manager.createSymbolicLink(
        at: name, withDestinationURL: folder.url.appending(path: "nowhere"))
    case .directory: try manager.createDirectory(at: name, withIntermediateDirectories: false)
    }
  }

  @Test(arguments: Obstacle.allCases) func takesTheNameOfNothing(obstacle: Obstacle) throws {
    let folder = try TemporaryFolder()
    try place(obstacle, in: folder)
    #expect(throws: OutputFailure.self) { try Extraction(Self.capture, in: folder) }
    let output = folder.url.appending(path: "out").path
    #expect(try FileManager.default.contentsOfDirectory(atPath: output) == ["x.bin"])
    try checkOutside(folder)
  }

  @Test(arguments: Obstacle.allCases) func replacesALinkAndDoesNotFollowIt(obstacle: Obstacle)
    throws
  {
    let folder = try TemporaryFolder()
    try place(obstacle, in: folder)
    if obstacle == .directory {
      #expect(throws: OutputFailure.self) {
        try Extraction(Self.capture, overwriting: true, in: folder)
      }
    } else {
      let extraction = try Extraction(Self.capture, overwriting: true, in: folder)
      let attributes = try FileManager.default.attributesOfItem(
        atPath: extraction.output.appending(path: "x.bin").path)
      #expect(attributes[.type] as? FileAttributeType == .typeRegular)
      #expect(attributes[.size] as? Int == 5000)
    }
    try checkOutside(folder)
  }

  @Test func refusesAFileForADirectory() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: folder.url.appending(path: "out"))
    #expect(throws: OutputFailure.self) { try Extraction(Self.capture, in: folder) }
  }

  /// Hundreds of files grow at once, few of them open.
  @Test func writesMoreFilesThanItKeepsOpen() throws {
    let files = (0..<150).map { index in
      ForgedResource("/\(index).bin", size: 20_000, etag: "\"\(index)\"", seed: UInt64(index))
    }
    let extraction = try Extraction(.of(files.map { [$0.exchange()] }, isAtOnce: true))
    #expect(extraction.files.count == 150)
    for (index, file) in files.enumerated() {
      #expect(try extraction.contents("\(index).bin") == file.pattern.bytes(in: 0..<20_000))
    }
  }

  private func checkOutside(_ folder: TemporaryFolder) throws {
    let outside = try Data(contentsOf: folder.url.appending(path: "outside"))
    #expect(outside == Data("mine".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
    #expect(names.sorted() == ["out", "outside"])
  }
}
