internal import Forge
internal import HTTP

/// One direction of HTTP, however its bytes are cut into pieces: what is found is the same.
///
/// The first bytes choose the direction, the cuts, and up to seven steps that stand among the bytes.
enum HTTPBody {
  static func run(_ input: inout FuzzInput) -> String? {
    let choice = input.byte()
    let kind: MessageParser.Kind = choice & 1 == 0 ? .responses : .requests
    let seed = input.byte()
    let count = Int(choice >> 5)
    var marks: [(place: Int, step: MessageStep)] = []
    for _ in 0..<count {
      let place = input.half()
      let size = Int(input.byte())
      let step: MessageStep =
        switch size & 7 {
        case 0: .segment
        case 1: .search
        case 2: .close
        case 3: .gap((size >> 3) * 1024)
        default: .gap(size >> 3)
        }
      marks.append((place, step))
    }
    let steps = steps(input.rest(), marks)
    let methods = choice & 2 == 0 ? [] : ["GET", "HEAD", "CONNECT", "GET", "HEAD"]
    let whole = read(kind, methods, steps) { $1($0.span.bytes) }
    var splits = SeededGenerator(seed: UInt64(seed))
    let pieces = read(kind, methods, steps) { splits.feed($0, $1) }
    if let breach = whole.breach ?? pieces.breach { return breach }
    if whole.lines != pieces.lines {
      let same = zip(whole.lines, pieces.lines).prefix { $0 == $1 }.count
      return "in pieces it is \(pieces.lines.dropFirst(same)), not \(whole.lines.dropFirst(same))"
    }
    return nil
  }

  private static func steps(_ bytes: [UInt8], _ marks: [(place: Int, step: MessageStep)])
    -> [MessageStep]
  {
    var steps: [MessageStep] = []
    var start = 0
    for (place, step) in marks {
      let end = min(start + place % (bytes.count + 1), bytes.count)
      if start < end { steps.append(.bytes(Array(bytes[start..<end]))) }
      steps.append(step)
      start = end
    }
    if start < bytes.count { steps.append(.bytes(Array(bytes[start...]))) }
    return steps
  }

  private static func read(
    _ kind: MessageParser.Kind, _ methods: [String], _ steps: [MessageStep],
    by feed: ([UInt8], (RawSpan) -> Void) -> Void
  ) -> (lines: [String], breach: String?) {
    var log = MessageLog(kind, methods: methods)
    for step in steps { log.take(step, by: feed) }
    return (log.finished(), log.breach)
  }
}
