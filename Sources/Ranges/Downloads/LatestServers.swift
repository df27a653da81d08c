import Packets
import Transactions

/// Where servers are told apart: of addresses that differ in their servers only, the one that was
/// asked for last.
struct LatestServers {
  private var table = PlaceTable()
  /// For each text and client the number of the address.
  private var latest: [Int] = []

  init(_ exchanges: RangeExchanges, _ asked: AskedAddresses) {
    for index in asked.rows.indices where asked.rows[index].address >= 0 {
      let number = Int(asked.rows[index].address)
      let client = exchanges[index].transaction.client.address
      let hash = client.hash(exchanges[index].addressHash)
      if let place = place(asked.all[number].url, hash, of: client, asked) {
        latest[place] = number
      } else {
        table.add(latest.count, hash)
        latest.append(number)
      }
    }
  }

  /// The number of the address with a text that a client asked for last; `nil` where it asked for none.
  func address(
    _ url: String, _ hash: UInt64, of client: IPAddress, _ asked: AskedAddresses
  ) -> Int? {
    place(url, client.hash(hash), of: client, asked).map { latest[$0] }
  }

  private func place(
    _ url: String, _ hash: UInt64, of client: IPAddress, _ asked: AskedAddresses
  ) -> Int? {
    table.number(hash) {
      asked.all[latest[$0]].url == url && asked.all[latest[$0]].client == client
    }
  }
}
