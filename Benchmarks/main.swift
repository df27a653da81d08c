import Forge

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

// Measures the tool as a whole process beside `cat`, beside a loop that only reads the capture with
// libpcap, and beside a floor where there is one; then each layer within this process. Runs
// alternate, and medians are printed, so that a machine that grows slower or faster meanwhile does
// not bend the ratios.
//
//     benchmark [--kind bulk|small|lossy|sliced] [--size MB] [--runs N] [--tool PATH]
//               [--folder DIR] [--generator gen.py] [--floor PROGRAM]
//     benchmark pcap-loop FILE
//     benchmark forge FILE
//     benchmark make KIND:FILE --size MB
//
// The second form is the loop, as a process of its own; the third writes the capture of which
// instructions are counted, the fourth that of a kind.
let options = Options(CommandLine.arguments.dropFirst())
if let file = options.loop { exit(readWithPcap(file)) }
if let file = options.countable {
  _ = try Scenario.small(exchanges: 3000).write(toFile: file)
  exit(0)
}
// What a process measures of a child's memory includes its own size at that moment: captures are
// made in a child, and layers are measured at the end.
if let wanted = options.wanted {
  _ = try wanted.kind.forged(megabytes: options.megabytes).write(toFile: wanted.path)
  exit(0)
}
var measured: [(capture: String, results: [(subject: Subject, runs: [Run])])] = []
for kind in options.kinds {
  let capture = try kind.make(
    in: options.folder, megabytes: options.megabytes, generator: options.generator)
  var subjects = [
    Subject(name: "cat", command: ["/bin/cat", capture]),
    Subject(
      name: "libpcap, empty loop", command: [CommandLine.arguments[0], "pcap-loop", capture]),
  ]
  if let floor = options.floor {
    subjects.append(Subject(name: "floor", command: [floor, "http", "read", capture]))
  }
  let one = [options.tool, "--threads", "1"]
  subjects += [
    Subject(name: "rangescope, text", command: one + [capture]),
    Subject(name: "  no fingerprints", command: one + ["--no-fingerprints", capture]),
    Subject(name: "rangescope, json", command: one + ["--format", "json", capture]),
    Subject(name: "rangescope, ndjson", command: one + ["--format", "ndjson", capture]),
    Subject(name: "all cores, text", command: [options.tool, capture]),
    Subject(name: "all cores, json", command: [options.tool, "--format", "json", capture]),
  ]
  measured.append((capture, try measure(subjects, runs: options.runs)))
}
for (capture, results) in measured {
  print(table(results, capture, try Stages(capture, runs: options.runs)))
}
