import Analysis
import Capture
import Reports
import Foundation
let source = try MergedSource(CommandLine.arguments.dropFirst().map { try FileSource(path: $0) })
var analyzer = Analyzer()
try source.forEach { input, record, bytes in analyzer.receive(bytes, record, input: input) }
let report = analyzer.finish(inputs: source.sources.map(\.info))
try ReportFormat.json.write(report, options: ReportOptions(), to: { bytes in FileHandle.standardOutput.write(Data(bytes)) })
