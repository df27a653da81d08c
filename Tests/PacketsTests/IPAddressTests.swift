import Packets
import Testing

struct IPAddressTests {
  @Test(
    arguments: [
      (0, 0, "::"), (0, 1, "::1"), (0x2001_0DB8_0000_0000, 1, "2001:db8::1"),
      (0x2001_0DB8_0000_0001, 0x0001_0000_0000_0001, "2001:db8:0:1:1::1"),
      (0x0001_0002_0003_0004, 0x0005_0006_0007_0000, "1:2:3:4:5:6:7:0"),
      (0, 0xFFFF_C0A8_0102, "192.168.1.2"),
    ] as [(UInt64, UInt64, String)])
  func isWrittenAsRFC5952Says(high: UInt64, low: UInt64, text: String) {
    let address = IPAddress(high: high, low: low)
    #expect(address.description == text)
    let endpoint = Endpoint(address: address, port: 80)
    #expect(endpoint.description == (address.isIPv4 ? "\(text):80" : "[\(text)]:80"))
  }
}
