@testable import Capture
import Bytes
import Packets

/// All that a source gives.
struct CaptureContents: Equatable {
  var records: [PacketRecord] = []
  var packets: [[UInt8]] = []
  var info: InputInfo

  /// Reads a file to its end.
  init(path: String, filter: String? = nil, capacity: Int = BlockBuffer.usualCapacity) throws {
    let source = try FileSource(path: path, filter: filter, capacity: capacity)
    info = source.info
    try source.forEach { record, bytes in
      records.append(record)
      packets.append(bytes.array())
    }
    info = source.info
  }

  /// Reads what a file of these bytes holds.
  init(_ file: [UInt8], filter: String? = nil, capacity: Int = BlockBuffer.usualCapacity) throws {
    self = try CaptureBytes.withFile(file) { path in
      var contents = try CaptureContents(path: path, filter: filter, capacity: capacity)
      contents.info.path = ""
      return contents
    }
  }
}
