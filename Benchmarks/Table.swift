#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The medians as tables: whole processes, then layers.
///
/// Ratios are medians of the ratios of runs that stood side by side; `floor` is the floor where it was
/// run.
func table(
  _ results: [(subject: Subject, runs: [Run])], _ capture: String, _ stages: Stages
) -> String {
  var information = stat()
  stat(capture, &information)
  let gigabytes = Double(information.st_size) / 1_000_000_000
  let floor = results.firstIndex { $0.subject.name == "floor" }
  var lines = [
    "\(capture): \(fixed(gigabytes, 3)) GB, \(stages.packets) packets, \(stages.exchanges) "
      + "exchanges, medians of \(results[0].runs.count) runs in turn",
    row("", "s", "CPU s", "GB/s", "Mpkt/s", "kexch/s", "MiB", "x cat", "x libpcap", "x floor"),
  ]
  for (subject, runs) in results {
    let seconds = median(runs.map(\.seconds))
    func ratio(to other: Int) -> String {
      fixed(median(zip(runs, results[other].runs).map { $0.seconds / $1.seconds }), 2)
    }
    lines.append(
      row(
        subject.name, fixed(seconds, 3), fixed(median(runs.map(\.processor)), 3),
        fixed(gigabytes / seconds, 2), fixed(Double(stages.packets) / seconds / 1e6, 2),
        fixed(Double(stages.exchanges) / seconds / 1e3, 1),
        fixed(Double(runs.map(\.peak).max() ?? 0) / 1024, 1), ratio(to: 0), ratio(to: 1),
        floor.map { ratio(to: $0) } ?? "-"))
  }
  let layers = stages.times.map { "\($0.name) \(fixed(max(0, $0.seconds) * 1000, 0))" }
  lines.append("  layers, ms: " + layers.joined(separator: ", "))
  return lines.joined(separator: "\n") + "\n"
}

private func row(_ name: String, _ cells: String...) -> String {
  pad(name, 22, left: true) + cells.map { pad($0, 10, left: false) }.joined()
}

private func pad(_ text: String, _ width: Int, left: Bool) -> String {
  let blanks = String(repeating: " ", count: max(0, width - text.count))
  return left ? text + blanks : blanks + text
}

/// The middle of the values, or the mean of the two in the middle.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

private func fixed(_ value: Double, _ digits: Int) -> String {
  var scale = 1.0
  for _ in 0..<digits { scale *= 10 }
  let number = Int((value * scale).rounded())
  if digits == 0 { return String(number) }
  let fraction = String(number % Int(scale))
  let zeros = String(repeating: "0", count: digits - fraction.count)
  return "\(number / Int(scale)).\(zeros)\(fraction)"
}
