import Analysis
import Capture
import Forge
import Foundation
import Packets
import Reports
import TestSupport

/// The report of a capture of the project's own, as the command makes it.
func report(ofFixture path: String, options: AnalyzerOptions = AnalyzerOptions()) throws -> Report {
  let source = try FileSource(path: Fixture.folder.appending(path: path).path)
  var analyzer = Analyzer(options: options)
  try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
  var info = source.info
  info.path = path
  return analyzer.finish(inputs: [info])
}

/// The report of a capture that is made for a test.
func report(of capture: ForgedCapture) throws -> Report {
  try Program.withTemporaryFolder { folder in
    let path = folder.appending(path: "capture.pcap").path
    try capture.write(toFile: path)
    let source = try FileSource(path: path)
    var analyzer = Analyzer()
    try source.forEach { record, bytes in analyzer.receive(bytes, record, input: 0) }
    return analyzer.finish(inputs: [source.info])
  }
}
