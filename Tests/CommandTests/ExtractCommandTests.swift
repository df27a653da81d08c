import Forge
import Foundation
import TestSupport
import Testing

/// `rangescope extract`, as a user runs it.
@Suite struct ExtractCommandTests {
  static let file = ForgedResource("/data/file.bin", size: 200_000, seed: 5)
  /// Two of three thirds, the second first.
  static let capture = ForgedCapture(connections: [
    ForgedConnection(
      client: "192.0.2.1:40000", server: "192.0.2.10:80",
      exchanges: [
        file.rangeExchange(first: 100_000, last: 149_999),
        file.rangeExchange(first: 0, last: 49_999),
      ])
  ])

  /// A folder with `capture.pcap` in it, which `body` may write to as well.
  private func withFolder(
    _ capture: ForgedCapture = capture, _ body: (_ path: String) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "extract-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try capture.write(toFile: folder.appending(path: "capture.pcap").path)
    try body(folder.path)
  }

  private func names(_ path: String) throws -> [String] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  private func object(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private static let all = [
    "file.bin", "file.bin.map.json", "file.bin.mapfile", "manifest.json",
  ]

  @Test(arguments: ["$TOOL extract capture.pcap", "cat capture.pcap | $TOOL extract -"])
  func writesFileMapsAndManifest(command: String) throws {
    try withFolder { path in
      let run = try RunningTool.shell("cd \(path) && \(command) --map ddrescue -o out")
      #expect(run.status == 0 && run.errors == "")
      #expect(
        run.output
          == "out/file.bin  100,000 of 200,000 bytes, 100,000 not delivered\n")
      #expect(try names("\(path)/out") == Self.all)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: "\(path)/out/file.bin")))
      var expected = [UInt8](repeating: 0, count: 200_000)
      for range in [0..<50_000, 100_000..<150_000] {
        let positions = UInt64(range.lowerBound)..<UInt64(range.upperBound)
        expected.replaceSubrange(range, with: Self.file.pattern.bytes(in: positions))
      }
      #expect(bytes == expected)

      let map = try object("\(path)/out/file.bin.map.json")
      #expect(map["schema"] as? String == "rangescope-map/1")
      #expect(map["present"] as? [[Int]] == [[0, 49_999], [100_000, 149_999]])
      #expect(map["missing"] as? [[Int]] == [[50_000, 99_999], [150_000, 199_999]])
      #expect(map["unseen"] as? [[Int]] == [])
      #expect(map["complete"] as? Bool == false)
      #expect(map["sha256"] is NSNull)
      #expect((map["parts"] as? [[String: Any]])?.map { $0["transaction"] as? Int } == [1, 2])

      let manifest = try object("\(path)/out/manifest.json")
      #expect(manifest["inputs"] as? [String] == [command.hasSuffix("-") ? "-" : "capture.pcap"])
      #expect(
        (manifest["files"] as? [[String: Any]])?.map { $0["file"] as? String } == ["file.bin"])

      let mapfile = try String(contentsOfFile: "\(path)/out/file.bin.mapfile", encoding: .utf8)
      #expect(
        mapfile.split(separator: "\n").filter { !$0.hasPrefix("#") } == [
          "0x0000C350     ?               1", "0x00000000  0x0000C350  +",
          "0x0000C350  0x0000C350  ?", "0x000186A0  0x0000C350  +", "0x000249F0  0x0000C350  ?",
        ])
    }
  }

  /// What a client acknowledged though the capture missed it is not missing.
  @Test func tellsUnseenFromMissing() throws {
    var capture = Self.capture
    capture.connections[0].faults = [FaultRule(.missed, .data([5, 6]))]
    try withFolder(capture) { path in
      let run = try RunningTool.shell("cd \(path) && $TOOL extract capture.pcap -o out")
      #expect(run.output.contains(" 2,896 not captured, 100,000 not delivered"))
      let map = try object("\(path)/out/file.bin.map.json")
      let unseen = try #require(map["unseen"] as? [[Int]])
      #expect(unseen.count == 1 && unseen[0][1] - unseen[0][0] == 2895)
    }
  }

  @Test func overwritesOnlyWhenToldTo() throws {
    try withFolder { path in
      let line = "cd \(path) && $TOOL extract capture.pcap --quiet -o out"
      #expect(try RunningTool.shell(line).status == 0)
      let again = try RunningTool.shell(line)
      #expect(again.status == 74)
      #expect(
        again.errors
          == "rangescope: out/manifest.json: is there already (choose another place, or give --force)\n"
      )
      #expect(try RunningTool.shell("\(line) --dry-run").status == 74)
      let forced = try RunningTool.shell("\(line) --force")
      #expect(forced.status == 0 && forced.output == "" && forced.errors == "")
    }
  }

  /// A file may be called as the capture is, which lies in the directory.
  @Test func neverWritesOverItsInput() throws {
    var file = Self.file
    file.target = "/capture.pcap"
    try withFolder(
      .init(connections: [
        ForgedConnection(
          client: "192.0.2.1:40000", server: "192.0.2.10:80", exchanges: [file.exchange()])
      ])
    ) { path in
      let before = try Data(contentsOf: URL(filePath: "\(path)/capture.pcap"))
      let run = try RunningTool.shell("cd \(path) && $TOOL extract capture.pcap --force -o .")
      #expect(run.status == 64)
      #expect(try Data(contentsOf: URL(filePath: "\(path)/capture.pcap")) == before)
      #expect(try names(path) == ["capture.pcap"])
    }
  }

  @Test func listsAndTriesWithoutWriting() throws {
    try withFolder { path in
      let list = try RunningTool.shell("cd \(path) && $TOOL extract capture.pcap --list")
      #expect(list.status == 0)
      let line = "100,000 of 200,000 bytes delivered  http://example.test/data/file.bin\n"
      #expect(list.output == "file.bin  \(line)")
      let trial = try RunningTool.shell("cd \(path) && $TOOL extract capture.pcap --dry-run -o out")
      #expect(trial.status == 0 && trial.output == "out/file.bin  \(line)")
      #expect(try names(path) == ["capture.pcap"])
    }
  }

  /// The system lets no file grow beyond a bound, as a full disk would.
  @Test(arguments: ["capture.pcap", "- < capture.pcap"])
  func leavesNothingHalfWritten(input: String) throws {
    try withFolder { path in
      let run = try RunningTool.shell(
        "cd \(path) && ulimit -f 64 && $TOOL extract -o out \(input)")
      #expect(run.status == 74)
      #expect(run.errors.hasPrefix("rangescope: out"))
      #expect(run.errors.split(separator: "\n").count == 1)
      #expect(try names(path) == ["capture.pcap"], "not even the directory")
    }
  }

  @Test(arguments: [
    ("extract capture.pcap", 64), ("extract -o out", 64),
    ("extract capture.pcap -o capture.pcap", 74),
    ("extract capture.pcap -o /proc/nowhere", 74), ("extract nowhere.pcap -o out", 66),
    ("extract capture.pcap --revision 0 -o out", 64),
    ("extract capture.pcap --max-size 1X -o out", 64),
    ("extract capture.pcap --max-files 0 -o out", 64), ("extract capture.pcap --map x -o out", 64),
    ("extract /dev/null -o out", 65),
  ])
  func refusesInOneLine(line: String, status: Int32) throws {
    try withFolder { path in
      let run = try RunningTool.shell("cd \(path) && $TOOL \(line)")
      #expect(run.status == status, "\(run.errors)")
      #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
      #expect(run.errors.hasPrefix("rangescope: "))
      if status != 65 { #expect(try names(path) == ["capture.pcap"]) }
    }
  }

  @Test func takesAwayWhatItBeganWhenItIsInterrupted() throws {
    try withFolder { path in
      // The pipe stays open, so that it is still reading when it is told to end.
      let run = try RunningTool.shell(
        """
        cd \(path) && mkfifo pipe && { sleep 5 > pipe & } && $TOOL extract pipe -o out & tool=$!
        until [ -d \(path)/out ]; do sleep 0.05; done
        kill -TERM $tool; wait $tool
        """)
      #expect(run.status == 128 + 15)
      #expect(try names(path) == ["capture.pcap", "pipe"])
    }
  }
}
