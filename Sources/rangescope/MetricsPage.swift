import Live
import Packets

/// The metrics of a live capture, in the text format of Prometheus.
///
/// Source: prometheus.io, exposition formats, version 0.0.4.
struct MetricsPage {
  private(set) var text = ""

  init(_ link: LinkStatus, _ totals: WatchTotals, _ intake: WatchIntake, memory: Int) {
    let kept = intake.kept
    add("packets_read", "Packets read from the interface.", "counter", link.input.packets)
    add("packet_bytes_read", "Bytes of packets read.", "counter", link.input.bytes)
    add(
      "packets_received", "Packets that the kernel's filter let through.", "counter",
      link.counts.received)
    add("packets_dropped", "Packets lost by kernel and interface.", "counter", link.counts.lost)
    add("interface_up", "Whether the interface can be read.", "gauge", link.trouble == nil ? 1 : 0)
    add("connections", "Connections that are kept.", "gauge", kept.connections)
    add("transactions", "Transactions that are kept.", "gauge", kept.transactions)
    add("let_go", "Transactions and connections let go.", "counter", intake.letGo)
    add("downloads_closed", "Downloads that were closed.", "counter", totals.closedDownloads)
    begin("exchanges", "Transactions that are over, by status; 0 without response.", "counter")
    for (status, count) in totals.statuses.sorted(by: { $0.key < $1.key }) {
      sample("exchanges_total", "{status=\"\(status)\"}", count)
    }
    begin("findings", "Findings, by rule.", "counter")
    for (rule, count) in totals.findings.sorted(by: { $0.key < $1.key }) {
      sample("findings_total", "{rule=\"\(rule)\"}", count)
    }
    add("kept_bytes", "About the memory that what is kept takes.", "gauge", intake.footprint)
    add("resident_memory_bytes", "Memory of the process.", "gauge", memory)
  }

  private mutating func add(_ name: String, _ help: String, _ type: String, _ value: Int) {
    begin(name, help, type)
    sample(type == "counter" ? "\(name)_total" : name, "", value)
  }

  private mutating func begin(_ name: String, _ help: String, _ type: String) {
    let full = "rangescope_\(name)" + (type == "counter" ? "_total" : "")
    text += "# HELP \(full) \(help)\n# TYPE \(full) \(type)\n"
  }

  private mutating func sample(_ name: String, _ labels: String, _ value: Int) {
    text += "rangescope_\(name)\(labels) \(value)\n"
  }
}
