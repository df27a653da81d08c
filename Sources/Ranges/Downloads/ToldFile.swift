import HTTP
import Packets
import Transactions

/// What a content tells of the file that it is of.
struct ToldFile {
  var length = Int.min
  /// Its entity tag, where that is strong.
  var tag: String?
  var server: Endpoint
  /// Its Last-Modified in seconds; the least of all where there is none.
  var modified = Int64.min
  var isConditional = false
  var isComplete = false

  init(_ exchange: borrowing RangeExchange) {
    server = exchange.transaction.server
    length = exchange.completeLength ?? .min
    if let request = exchange.request, case .some = request.ifRange { isConditional = true }
    guard let response = exchange.response else { return }
    tag = response.strongTag?.opaqueTag
    modified = response.lastModified?.epochSeconds ?? .min
    isComplete = response.isComplete
  }

  /// Whether both tell of one file of one server: of one length, with one strong tag or none.
  func isOfFile(of other: ToldFile) -> Bool {
    length == other.length && tag == other.tag && server == other.server
  }

  /// Whether nothing is to be learnt of a whole exchange behind another that was whole.
  func saysNoMore(than before: ToldFile) -> Bool {
    isOfFile(of: before) && modified == before.modified
      && isConditional == before.isConditional && isComplete == before.isComplete
  }
}
