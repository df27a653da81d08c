/// Addresses that several asked for, as far as that can be told: each is of several buckets.
struct Crowds {
  /// For each exchange the number of its bucket, and -1 for those that fetch nothing.
  private(set) var bucketOf: [Int32]
  /// How many buckets there are, in the order of their first exchanges.
  private(set) var buckets: Int
  /// Buckets that hold what another user agent began.
  private(set) var handedOver: [Int] = []
  /// In the order in which it was seen that there are several.
  private(set) var all: [Fetchers] = []
  /// Which of them is of an address; of all others all is one bucket.
  private var numbers: [Int: Int] = [:]
  /// The bucket of each address of which all is one; `nil`: that of its own number.
  private var bucketOfAddress: [Int32]?
  /// What may say another thing than the content of its bucket before it.
  private(set) var members: [Int] = []

  init(_ exchanges: RangeExchanges, _ asked: AskedAddresses) {
    bucketOf = asked.rows.map(\.address)
    buckets = asked.all.count
    let crowds = asked.all.indices.filter { asked.all[$0].crowdSince >= 0 }
      .sorted { asked.all[$0].crowdSince < asked.all[$1].crowdSince }
    if !crowds.isEmpty { split(exchanges, asked, crowds) }
  }

  /// Whether an address is of several buckets.
  func isCrowd(_ address: Int) -> Bool { !numbers.isEmpty && numbers[address] != nil }

  /// The buckets of an address.
  func buckets(ofAddress number: Int) -> [Int] {
    if let crowd = numbers[number] { return all[crowd].numbers }
    return [bucketOfAddress.map { Int($0[number]) } ?? number]
  }

  private mutating func split(
    _ exchanges: RangeExchanges, _ asked: AskedAddresses, _ crowds: [Int]
  ) {
    let byAddress = ExchangeGroups(bucketOf, count: buckets)
    for address in crowds {
      var fetchers = Fetchers()
      for index in byAddress[address] {
        let new = fetchers.isEmpty ? address : buckets
        let place = fetchers.place(exchanges[index], splits: true) { new }
        if place.number == buckets { buckets += 1 }
        if place.isHandedOver { handedOver.append(place.number) }
        bucketOf[index] = Int32(place.number)
        members.append(index)
      }
      numbers[address] = all.count
      all.append(fetchers)
    }
    members.sort()
    renumber(asked)
  }

  /// Numbers buckets in the order of their first exchanges.
  private mutating func renumber(_ asked: AskedAddresses) {
    var count: Int32 = 0
    var ordered = [Int32](repeating: -1, count: buckets)
    for index in bucketOf.indices where bucketOf[index] >= 0 {
      let bucket = Int(bucketOf[index])
      if ordered[bucket] < 0 {
        ordered[bucket] = count
        count += 1
      }
      bucketOf[index] = ordered[bucket]
    }
    bucketOfAddress = asked.all.map { bucketOf[Int($0.first)] }
    handedOver = handedOver.map { Int(ordered[$0]) }
    for crowd in all.indices { all[crowd].renumber { Int(ordered[$0]) } }
  }
}
