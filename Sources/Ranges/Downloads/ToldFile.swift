import Bytes
import HTTP
import Packets
import Transactions

/// What a content tells of the file that it is of.
struct ToldFile {
  var length = Int.min
  /// What its entity tag has between the quotes, where that is strong.
  var tag: String?
  var server: Endpoint
  /// Its Last-Modified in seconds; the least of all where there is none.
  var modified = Int64.min
  var isConditional = false
  var isComplete = false

  init(_ exchange: some AskedExchange) {
    server = exchange.server
    length = exchange.completeLength ?? .min
    tag = exchange.strongTag?.opaqueTag
    modified = exchange.modified
    isConditional = exchange.isConditional
    isComplete = exchange.hasWholeResponse
  }

  /// Whether both tell of one file of one server: of one length, with one strong tag or none.
  func isOfFile(of other: ToldFile) -> Bool {
    length == other.length && hasTag(of: other) && server == other.server
  }

  @inline(__always)
  private func hasTag(of other: ToldFile) -> Bool {
    guard let tag, let theirs = other.tag else { return tag == nil && other.tag == nil }
    return OctetHash.areSame(tag, theirs)
  }

  /// Whether nothing is to be learnt of a whole exchange behind another that was whole.
  func saysNoMore(than before: ToldFile) -> Bool {
    isOfFile(of: before) && modified == before.modified
      && isConditional == before.isConditional && isComplete == before.isComplete
  }
}
