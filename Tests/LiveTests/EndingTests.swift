import Capture
import Foundation
import Packets
import Testing

/// How a run ends when its output, its disk or its user gives it up.
@Suite(.serialized, .enabled(if: TestNetwork.isPossible, Comment(rawValue: TestNetwork.why)))
struct EndingTests {
  /// Starts the tool with its output in a pipe, of which the end to read is returned.
  private func start(
    _ network: TestNetwork, _ arguments: [String], size: Int32? = nil
  ) throws -> (live: Spawned, reading: Int32) {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // F_SETPIPE_SZ, which the module of the C library lacks.
    if let size { #expect(fcntl(ends[1], 1031, size) >= 0) }
    let errors = open(
      network.folder.appending(path: "errors").path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    defer {
      close(ends[1])
      close(errors)
    }
    let live = try Spawned(
      [
        TestNetwork.find("ip") ?? "ip", "netns", "exec", network.client,
        RunningLive.executable.path, "live", "-i", TestNetwork.interface,
      ] + arguments, output: ends[1], errors: errors)
    try TestNetwork.until("live") { TestNetwork.isCapturing(live.processIdentifier) }
    return (live, ends[0])
  }

  private func waiting(in descriptor: Int32) -> Int {
    var count: Int32 = 0
    _ = ioctl(descriptor, UInt(FIONREAD), &count)
    return Int(count)
  }

  /// Nobody reads any more, be it before a line or after it: a quiet end, and a whole file.
  @Test(arguments: [false, true])
  func aClosedPipeEndsItQuietly(afterALine: Bool) throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    let file = network.folder.appending(path: "a.pcapng").path
    let (live, reading) = try start(network, ["--format", "ndjson", "-f", "tcp", "-w", file])
    if afterALine {
      try network.fetch(["-r", "0-9"])
      try TestNetwork.until("line") { waiting(in: reading) > 0 }
    }
    close(reading)
    #expect(live.status() == 0)
    #expect(network.text("errors") == "")
    let source = try FileSource(path: file)
    try source.forEach { _, _ in }
    #expect(source.info.damage.isEmpty)
    #expect(source.info.packets > 0 || !afterALine)
  }

  /// The report waits for a reader who does not read: a second Ctrl-C ends that.
  @Test(arguments: [SIGINT, SIGTERM])
  func aSecondSignalEndsItAtOnce(signal: Int32) throws {
    let network = try TestNetwork(size: 1000)
    defer { network.remove() }
    let (live, reading) = try start(network, ["--format", "json", "-f", "tcp"], size: 4096)
    defer { close(reading) }
    for count in 1...8 { try network.fetch(["-r", "0-\(count)"]) }
    live.send(signal)
    try TestNetwork.until("report") { waiting(in: reading) >= 4096 }
    TestNetwork.wait(0.3)
    #expect(live.isRunning)
    live.send(signal)
    #expect(live.status() == 128 + signal)
  }

  /// A full disk ends writing, not watching, and is said once, with the status at the end.
  @Test func aFullDiskIsSaidAndWatchingGoesOn() throws {
    let network = try TestNetwork(size: 400_000)
    let disk = network.folder.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    try TestNetwork.must([
      "mount", "-t", "tmpfs", "-o", "size=128k,mode=777", "tmpfs", disk.path,
    ])
    defer {
      _ = try? TestNetwork.run(["umount", disk.path])
      network.remove()
    }
    let file = disk.appending(path: "a.pcapng").path
    let live = try network.live(["--format", "ndjson", "-f", "tcp", "-w", file])
    try network.fetch([])
    try TestNetwork.until("word") { network.text("errors").contains("No space left") }
    let before = network.text("output").components(separatedBy: "\"transaction\"").count
    try network.fetch(["-r", "0-9"])
    try TestNetwork.until("transaction after it") {
      network.text("output").components(separatedBy: "\"transaction\"").count > before
    }
    live.send(SIGINT)
    #expect(live.status() == 74)
    #expect(network.text("errors").contains("-w \(file): cannot be written: No space left"))
    #expect(network.text("errors").split(separator: "\n").count == 1)
    #expect(network.text("output").contains("\"kind\":\"summary\""))
    // What is in it are whole packets.
    let source = try FileSource(path: file)
    try source.forEach { _, _ in }
    #expect(source.info.damage.isEmpty)
    #expect(source.info.packets > 3)
  }
}
