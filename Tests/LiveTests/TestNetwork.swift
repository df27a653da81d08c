import Foundation
import TestSupport
import Testing

/// Two hosts of the test's own, in network namespaces joined by a pair of virtual interfaces.
///
/// nginx serves on the one, the other is where is captured; all of it is gone with `remove`.
final class TestNetwork {
  /// What cannot be made.
  struct Failure: Error { var command: String }

  /// The interface that is captured from, and the address of the server.
  static let interface = "rs0"
  static let server = "198.51.100.2:8080"

  /// Whether there is what it needs: rights, and Debian's packages.
  static let isPossible: Bool = {
    guard geteuid() == 0, ["ip", "nginx", "curl", "tcpdump"].allSatisfy({ find($0) != nil }) else {
      return false
    }
    let name = "rs-try-\(getpid())"
    guard (try? run(["ip", "netns", "add", name])) == 0 else { return false }
    return (try? run(["ip", "netns", "del", name])) == 0
  }()

  static let why: String = "it needs root, network namespaces, ip, nginx, curl and tcpdump"

  let folder: URL
  let client: String
  private let host: String
  private var nginx: Spawned?

  /// Makes the hosts; the file `big.bin` of so many bytes is served.
  init(size: Int) throws {
    let id = "\(getpid())-\(UInt16.random(in: .min ... .max))"
    client = "rs-\(id)-a"
    host = "rs-\(id)-b"
    folder = FileManager.default.temporaryDirectory.appending(path: "rs-\(id)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The tool becomes another user and writes here.
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path)
    for name in [client, host] { try Self.must(["ip", "netns", "add", name]) }
    try link()
    try serve(size)
  }

  /// Joins the hosts, anew where the interface was taken away.
  func link() throws {
    try Self.must([
      "ip", "link", "add", Self.interface, "netns", client, "type", "veth", "peer", "name", "rs1",
      "netns", host,
    ])
    for (name, interface, address) in [
      (client, Self.interface, "198.51.100.1/24"), (host, "rs1", "198.51.100.2/24"),
    ] {
      try Self.must(["ip", "-n", name, "address", "add", address, "dev", interface])
      try Self.must(["ip", "-n", name, "link", "set", interface, "up"])
      try Self.must(["ip", "-n", name, "link", "set", "lo", "up"])
    }
  }

  private func serve(_ size: Int) throws {
    let random = try #require(FileHandle(forReadingAtPath: "/dev/urandom"))
    let bytes = try #require(try random.read(upToCount: size))
    try bytes.write(to: folder.appending(path: "big.bin"))
    let configuration = """
      daemon off; master_process off; pid \(folder.path)/nginx.pid;
      error_log \(folder.path)/error.log;
      events { worker_connections 64; }
      http {
        access_log off;
        client_body_temp_path \(folder.path)/b; proxy_temp_path \(folder.path)/p;
        fastcgi_temp_path \(folder.path)/f; uwsgi_temp_path \(folder.path)/u;
        scgi_temp_path \(folder.path)/s;
        server { listen \(Self.server); root \(folder.path); }
      }
      """
    let file = folder.appending(path: "nginx.conf")
    try Data(configuration.utf8).write(to: file)
    nginx = try Self.start(["ip", "netns", "exec", host, "nginx", "-c", file.path])
    for _ in 0..<100 {
      if try fetch(["-r", "0-0"]) == 0 { return }
      Self.wait(0.05)
    }
    throw Failure(command: "nginx")
  }

  /// Runs curl on the client for the file that is served; returns its status.
  @discardableResult
  func fetch(_ options: [String], to name: String = "out") throws -> Int32 {
    try Self.run(
      ["ip", "netns", "exec", client, "curl", "-s", "-o", folder.appending(path: name).path]
        + options + ["http://\(Self.server)/big.bin"])
  }

  /// Starts a command on the client.
  func start(_ arguments: [String], output: String? = nil, errors: String? = nil) throws -> Spawned
  {
    try Self.start(
      ["ip", "netns", "exec", client] + arguments,
      output: output.map { folder.appending(path: $0) },
      errors: errors.map { folder.appending(path: $0) })
  }

  /// Starts `rangescope live` there, and waits until it captures.
  func live(_ arguments: [String]) throws -> Spawned {
    let process = try start(
      [RunningLive.executable.path, "live", "-i", Self.interface] + arguments,
      output: "output", errors: "errors")
    try Self.until("live") { Self.isCapturing(process.processIdentifier) }
    return process
  }

  /// What a process of the tool wrote.
  func text(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  /// Whether a process has a packet socket that captures, and is not `user` any more.
  static func isCapturing(_ process: pid_t, as user: Int? = 0) -> Bool {
    let folder = "/proc/\(process)"
    let table = (try? String(contentsOfFile: "\(folder)/net/packet", encoding: .utf8)) ?? ""
    let status = (try? String(contentsOfFile: "\(folder)/status", encoding: .utf8)) ?? ""
    let sockets = ((try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/fd")) ?? [])
      .compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/fd/\($0)")
      }
    let inodes = table.split(separator: "\n").dropFirst().compactMap {
      $0.split(separator: " ").last
    }
    return inodes.contains { sockets.contains("socket:[\($0)]") }
      && !(user.map { status.contains("Uid:\t\($0)\t") } ?? false)
  }

  /// Waits for something, for a while.
  static func until(_ what: String, _ condition: () throws -> Bool) throws {
    for _ in 0..<400 {
      if try condition() { return }
      wait(0.05)
    }
    throw Failure(command: "no \(what)")
  }

  static func wait(_ seconds: Double) { Foundation.Thread.sleep(forTimeInterval: seconds) }

  /// Takes all of it away.
  func remove() {
    nginx?.send(SIGTERM)
    _ = nginx?.status()
    for name in [client, host] { _ = try? Self.run(["ip", "netns", "del", name]) }
    try? FileManager.default.removeItem(at: folder)
  }

  static func find(_ name: String) -> String? {
    ["/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static func must(_ arguments: [String]) throws {
    guard try run(arguments) == 0 else { throw Failure(command: arguments.joined(separator: " ")) }
  }

  static func run(_ arguments: [String]) throws -> Int32 { try start(arguments).status() }

  static func start(
    _ arguments: [String], output: URL? = nil, errors: URL? = nil
  ) throws -> Spawned {
    let descriptors = [output, errors].map { file in
      file.map { open($0.path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    }
    defer { for case let descriptor? in descriptors { close(descriptor) } }
    return try Spawned(
      [find(arguments[0]) ?? arguments[0]] + arguments.dropFirst(), output: descriptors[0],
      errors: descriptors[1])
  }
}

/// The built command.
enum RunningLive {
  static let executable = Fixture.root.appending(
    path: ProcessInfo.processInfo.environment["TOOL"] ?? ".build/debug/rangescope")
}
