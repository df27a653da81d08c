import Packets

/// Reads a script line by line.
struct ScriptReader {
  /// Which block a line belongs to.
  private enum Block {
    case top
    case resource(String)
    case connection
    case exchange
  }

  private var script = ScenarioScript()
  private var block = Block.top
  private var resources: [String: ForgedResource] = [:]
  private var connections: [ScriptConnection] = []

  mutating func read(_ line: ScriptLine) throws(ScriptError) {
    switch line.keyword {
    case "": return
    case "title": script.title = try line.text()
    case "expect": script.expected += line.words
    case "snaplen": script.capture.snaplen = Int(clamping: try line.number())
    case "resource": try begin(resource: line)
    case "connection":
      connections.append(ScriptConnection(line, number: connections.count))
      block = .connection
      guard line.rest.isEmpty else { throw line.error("'connection' stands alone on its line") }
    default: try readInBlock(line)
    }
  }

  mutating func finish() throws(ScriptError) -> ScenarioScript {
    guard !connections.isEmpty else {
      throw ScriptError(line: 1, reason: "there is no connection in it")
    }
    var made: [ForgedConnection] = []
    for connection in connections { made.append(try connection.forged()) }
    script.capture.connections = made
    return script
  }

  private mutating func begin(resource line: ScriptLine) throws(ScriptError) {
    let words = line.words
    guard words.count == 1 || (words.count == 3 && words[1] == "like") else {
      throw line.error("write resource NAME, or resource NAME like OTHER")
    }
    var resource = ForgedResource("/release.bin", host: "files.example", size: 16_000, etag: nil)
    resource.lastModified = nil
    resource.responseHeaders = ["Server: nginx/1.26.0"]
    resource.requestHeaders = ["User-Agent: curl/8.7.1", "Accept: */*"]
    if words.count == 3 {
      guard let other = resources[words[2]] else {
        throw line.error("there is no resource '\(words[2])' before this line")
      }
      resource = other
    }
    resources[words[0]] = resource
    block = .resource(words[0])
  }

  private mutating func readInBlock(_ line: ScriptLine) throws(ScriptError) {
    switch block {
    case .top: throw line.error("'\(line.keyword)' is not known here")
    case .resource(let name):
      guard var resource = resources[name] else { return }
      try resource.set(line)
      resources[name] = resource
    case .connection, .exchange:
      guard let last = connections.indices.last else { return }
      if try connections[last].set(line) {
        block = .connection
      } else if line.keyword == "get" || line.keyword == "head" {
        connections[last].exchanges.append(try ScriptExchange(line, resources))
        block = .exchange
      } else if case .exchange = block, let index = connections[last].exchanges.indices.last {
        try connections[last].exchanges[index].set(line, resources)
      } else {
        throw line.error("'\(line.keyword)' is not known here")
      }
    }
  }
}

extension ForgedResource {
  /// Takes a line of a resource.
  mutating func set(_ line: ScriptLine) throws(ScriptError) {
    switch line.keyword {
    case "path": target = try line.text()
    case "host": host = try line.text()
    case "size": size = try line.number()
    case "etag": etag = line.rest == "none" ? nil : try line.text()
    case "modified": lastModified = line.rest == "none" ? nil : try line.text()
    case "type": contentType = try line.text()
    case "date": date = try line.text()
    case "content": pattern = Pattern(seed: try line.number())
    case "agent":
      let agent = try line.text()
      requestHeaders.removeAll { $0.name == "User-Agent" }
      requestHeaders.insert(HeaderLine("User-Agent", agent), at: 0)
    case "server":
      let server = try line.text()
      responseHeaders.removeAll { $0.name == "Server" }
      responseHeaders.append(HeaderLine("Server", server))
    case "ask": requestHeaders.append(try line.header())
    case "header": responseHeaders.append(try line.header())
    default: throw line.error("'\(line.keyword)' is no property of a resource")
    }
  }
}
