import Packets
import Transactions

/// The exchanges of a record, that of id `n` at index `n - 1`, in the groups that are its downloads.
///
/// What is to be told of a download of which all is plain is made of them when it is asked for.
final class GroupedExchanges: Sendable {
  let all: RangeExchanges
  let members: ExchangeGroups

  private let rows: [ExchangeRow]

  init(_ all: RangeExchanges, _ members: ExchangeGroups, _ rows: [ExchangeRow]) {
    self.all = all
    self.members = members
    self.rows = rows
  }

  /// Shared by all downloads that have one version.
  static let onlyVersion = [0]

  /// The first exchange of a group.
  func first(of group: Int) -> RangeExchange { all[members[group][0]] }

  /// The ids of a group.
  func ids(of group: Int) -> [Int] { members[group].map { $0 + 1 } }

  /// What each exchange of a group brought.
  func fetched(ofGroup group: Int) -> [FetchedRange] {
    members[group].map { FetchedRange(rows[$0], id: $0 + 1) }
  }

  /// What each exchange of a group meant.
  func steps(of group: Int) -> [Step] { StepTracker(all, members[group]).run().steps }

  /// Who served a group: one server.
  func servers(of group: Int) -> [Endpoint] { [first(of: group).transaction.server] }

  /// The one version that a group is of.
  func versions(of group: Int, _ covered: [Range<Int>]) -> [Version] {
    let first = first(of: group)
    guard let response = first.response else { return [] }
    var version = Version()
    version.takeServer(of: response)
    version.takeTag(of: response)
    if response.lastModified != nil { version.takeDate(of: response) }
    version.completeLength = first.completeLength
    version.covered = covered
    version.transactions = ids(of: group)
    return [version]
  }
}
