import Analysis
import Ranges
import Testing
import Transactions

@testable import HTTP
@testable import Reports

/// Field lines that are remembered are written as if they were not.
@Suite struct WrittenLinesTests {
  /// Names and values of an exemplar: a name and values that must be escaped, that are no ASCII, no
  /// UTF-8, that are secret, and none.
  private static let lines: [(name: [UInt8], value: [UInt8])] = [
    (Array("Host".utf8), Array("a\"b\\c".utf8)), (Array("X-Plain".utf8), Array("plain".utf8)),
    (Array("X\"Quoted".utf8), Array("1".utf8)), ([0x58, 0xE9], Array("2".utf8)),
    (Array("X-UTF".utf8), Array("é".utf8)), (Array("X-Bad".utf8), [0xE9, 0x80]),
    (Array("Cookie".utf8), Array("a=secret".utf8)), (Array("Range".utf8), []),
  ]

  private static let values: [[UInt8]] = [
    Array("other".utf8), Array("\"".utf8), Array("漢".utf8), [0xE9], [],
  ]

  /// Sections of which each has other values of its own: by the bits of `own`.
  private static func sections(own: [UInt64]) -> [(shared: HeaderFields, alone: HeaderFields)] {
    let exemplar = HeaderFields(octets: lines.map { ($0.name[...], $0.value[...]) }).exemplar
    return own.enumerated().map { number, bits in
      var all = lines
      var octets: [UInt8] = []
      var places: [Range<Int>] = []
      for index in lines.indices where bits >> UInt64(index) & 1 != 0 {
        all[index].value = values[(number + index) % values.count]
        places.append(octets.count..<(octets.count + all[index].value.count))
        octets += all[index].value
      }
      let values = octets.withUnsafeBytes { octets in
        places.withUnsafeBufferPointer { OwnValues.of(bits, $0, in: octets) }
      }
      return (
        HeaderFields(exemplar, but: values),
        HeaderFields(octets: all.map { ($0.name[...], $0.value[...]) })
      )
    }
  }

  private func report(_ sections: [HeaderFields]) -> Report {
    var builder = ReportBuilder()
    builder.connection(stream: 0)
    for number in sections.indices { builder.exchange(at: Double(number), status: nil) }
    var report = builder.finished()
    report.exchanges = RangeExchanges(
      sections.enumerated().map { number, fields in
        var transaction = report.exchanges[number].transaction
        transaction.request?.head.fields = fields
        return transaction
      })
    return report
  }

  @Test(
    arguments: [
      [0, 0, 0], [0, 255, 0, 255], [255, 255, 255, 0, 0, 0], [0xAA, 0x55, 0xAA, 0x55, 0, 255],
      [0, 1, 2, 4, 8, 16, 32, 64, 128, 0, 1, 2, 4, 8, 16, 32, 64, 128],
    ] as [[UInt64]])
  func areWrittenAsIfTheyStoodAlone(_ own: [UInt64]) {
    let sections = Self.sections(own: own)
    let shared = report(sections.map(\.shared))
    let alone = report(sections.map(\.alone))
    #expect(sections.allSatisfy { $0.shared == $0.alone })
    for format in [ReportFormat.json, .ndjson] {
      for headers in [HeaderSelection.all, .range, .none] {
        for showSecrets in [false, true] {
          var options = ReportOptions()
          options.headers = headers
          options.showSecrets = showSecrets
          options.salt = Salt(1, 2)
          #expect(format.bytes(shared, options: options) == format.bytes(alone, options: options))
        }
      }
    }
  }
}
