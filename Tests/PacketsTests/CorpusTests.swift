import Foundation
import Packets
import TestSupport
import Testing

/// The captures beside the checkout, against what Wireshark finds in them.
struct CorpusTests {
  /// Frames in which we and tshark 4.0 differ, and why.
  static let explained: [String: (missing: Set<Int>, extra: Set<Int>, why: String)] = [
    "encap/pfl_pcap_flow_lab_showcase.pcap": (
      [], [1327], "an Ethernet pseudowire whose first address byte tshark takes for a control word"
    ),
    "tcp/ppp_ex_tcp-reassembly.pcap": ([66], [], "samples of packets that sFlow reports"),
    "tcp/sv_firewall_tcp-session-decode-malformed-ipv4.pcap": (
      [], [8], "an IPv4 option of a wrong length, at which tshark stops"
    ),
    "tcp/tcpflow_simson.pcap": (
      Set(1...303), [], "cut after 40 bytes, of which TCP has six"
    ),
  ]

  static let captures: [String] = {
    guard let corpus = Fixture.sharedCorpus else { return [] }
    let folders = ["encap", "tcp"].flatMap { folder in
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: corpus.appending(path: folder).path)
      return (names ?? []).map { "\(folder)/\($0)" }
    }
    return (folders + ["ranges/zeek_gre-aruba.pcap"])
      .filter { $0.hasSuffix("cap") || $0.hasSuffix("capng") }.sorted()
  }()

  static let tshark = ["/usr/bin/tshark", "/usr/local/bin/tshark", "/opt/homebrew/bin/tshark"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(
    .enabled(if: !captures.isEmpty, "there is no ../shared/corpus"),
    .enabled(if: tshark != nil, "there is no tshark"), arguments: captures)
  func findsTheSegmentsThatTsharkFinds(_ capture: String) throws {
    let file = try #require(Fixture.sharedCorpus).appending(path: capture)
    let packets = try CapturedPacket.read([UInt8](Data(contentsOf: file)))
    var decoder = PacketDecoder()
    var ours: Set<Int> = []
    for (index, packet) in packets.enumerated() {
      let before = decoder.skippedCount
      let found = decoder.find(
        packet.bytes, packet.linkType, wireLength: packet.wireLength, at: packet.seconds)
      if !found.isEmpty { ours.insert(index + 1) }
      #expect(found.isEmpty == (decoder.skippedCount == before + 1))
    }
    let theirs = try Self.frames(of: file.path)
    let known = Self.explained[capture]
    #expect(theirs.subtracting(ours) == known?.missing ?? [])
    #expect(ours.subtracting(theirs) == known?.extra ?? [])
  }

  /// The numbers of the frames in which tshark finds TCP that is not quoted by ICMP.
  private static func frames(of path: String) throws -> Set<Int> {
    let process = Process()
    process.executableURL = URL(filePath: try #require(tshark))
    process.arguments = [
      "-n", "-r", path, "-Y", "tcp and not icmp and not icmpv6", "-T", "fields", "-e",
      "frame.number",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").compactMap { Int($0) })
  }
}
