import CPcap
import Forge

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Measures the tool as a whole process on a capture made by Forge, beside `cat` and beside a loop
// that only reads the capture with libpcap. Runs alternate, and medians are printed, so that a
// machine that grows slower or faster meanwhile does not bend the ratios.
//
//     benchmark [--size MB] [--runs N] [--tool PATH] [--folder DIR]
//     benchmark pcap-loop FILE
//
// The second form is the loop, as a process of its own.
let options = Options(CommandLine.arguments.dropFirst())
if let file = options.loop {
  exit(readWithPcap(file))
}
let capture = "\(options.folder)/bulk-\(options.megabytes).pcap"
try makeCapture(capture, megabytes: options.megabytes)
let subjects = [
  Subject(name: "cat", command: ["/bin/cat", capture]),
  Subject(name: "libpcap, empty loop", command: [CommandLine.arguments[0], "pcap-loop", capture]),
  Subject(name: "rangescope, text", command: [options.tool, capture]),
  Subject(name: "rangescope, json", command: [options.tool, "--format", "json", capture]),
]
try print(table(measure(subjects, runs: options.runs), capture))
