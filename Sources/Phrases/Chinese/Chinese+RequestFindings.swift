extension Catalogue {
  /// What rules found in requests.
  static let chineseRequestFindings: [String: String] = [
    "not captured": "没有抓到",
    "nothing that was captured": "抓包里没有的应答",
    "Transaction #{1} is a {2} with \"Content-Range: {3}\"; the answer was {4}.":
      "交互 #{1} 是带有 \"Content-Range: {3}\" 的 {2} 请求；应答是：{4}。",
    "Transaction #{1} sent If-Range: {2} though transaction #{3} had given the strong tag {4}.{5}":
      "交互 #{1} 发送了 If-Range: {2}，可交互 #{3} 已经给出强标签 {4}。{5}",
    "Transaction #{1} continues bytes of transaction #{2}, which came with {3}, but makes the range depend on {4}, which no response gave.{5}":
      "交互 #{1} 接着交互 #{2} 的字节，后者带的是 {3}；可它把范围系于 {4}，而没有哪个响应给过这个验证器。{5}",
    "Transaction #{1} makes its range depend on \"{2}\", which transaction #{3} gave as Last-Modified at \"{4}\": less than one second apart, so the date is a weak validator.":
      "交互 #{1} 把范围系于 \"{2}\"；交互 #{3} 在 \"{4}\" 发出响应，Last-Modified 就是这个时间：相差不到一秒，所以这个日期只是弱验证器。",
    "Transaction #{1} sent If-Range: {2}. A weak tag never matches, so the right answer is the whole representation; the server answered {3}.":
      "交互 #{1} 发送了 If-Range: {2}。弱标签永远不算匹配，正确的应答是整个表示；服务器却回了：{3}。",
    "Transaction #{1} carries If-Range: {2} but no Range.": "交互 #{1} 带有 If-Range: {2}，却没有 Range。",
    "The answer was {1}.": "应答是 {1}。",
    "No answer is in the capture.": "抓包里没有应答。",
    "Transaction #{1} sent \"Range: {2}\": {3}. {4}": "交互 #{1} 发送了 \"Range: {2}\"：{3}。{4}",
    ", answered 206: common for HEAD, though not foreseen": "，得到 206：对 HEAD 很常见，但规范并未这样规定",
    "Transaction #{1} is a {2} with \"Range: {3}\"{4}.": "交互 #{1} 是带有 \"Range: {3}\" 的 {2} 请求{4}。",
    "Transaction #{1} asks from byte {2} on, though the length was known to be {3}.":
      "交互 #{1} 请求从字节 {2} 开始的部分，可已经知道长度是 {3}。",
    "Transaction #{1} carries {2} Range lines: {3}. Which one was meant cannot be told.":
      "交互 #{1} 带有 {2} 行 Range：{3}。无法知道指的是哪一行。",
    "Transaction #{1} asks for {2} at once, of which {3} overlap others. The answer was {4}.":
      "交互 #{1} 一次请求 {2}，其中 {3} 个与别的重叠。应答是：{4}。",
    "{1} overlap": "{1} 个重叠",
    "they do not ascend": "没有按升序排列",
    "Transaction #{1} asks for {2} ({3}): {4}.": "交互 #{1} 请求 {2}（{3}）：{4}。",
    "Range: {1}": "Range: {1}",
    "Content-Range: {1}": "Content-Range: {1}",
    "Transaction #{1} uses the unit \"{2}\" (\"{3}\"), which tells nothing about byte positions.":
      "交互 #{1} 使用单位 \"{2}\"（\"{3}\"），它不说明字节的位置。",
    "{1} from transaction #{2} to #{3} fetched bytes {4} piece by piece, {5} each on average, in {6} ms; one request would have needed one round trip instead of {7}.":
      "从交互 #{2} 到 #{3} 的 {1}一块一块地取了字节 {4}，平均每块 {5}，用时 {6} ms；一个请求只要一次往返，而不是 {7} 次。",
    "{1} were broken off by the client; {2} crossed the network for {3} of the file.{4}":
      "客户端中断了 {1}；为了文件的 {3}，网络上传了 {2}。{4}",
    "The client held {1}, the last of them from transaction #{2}, where {3}; transaction #{4} asks for the whole without a Range.":
      "客户端已有 {1}，最后的来自交互 #{2}，那里{3}；交互 #{4} 请求整个文件，没有 Range。",
    "Transaction #{1} resumes at byte {2}, though bytes up to {3} had been delivered: {4} come twice.":
      "交互 #{1} 从字节 {2} 续传，可到 {3} 为止的字节已经送达：{4}重复。",
    "Transaction #{1} was broken off after byte {2}, and transaction #{3} goes on at byte {4}: {5} between were not asked for.":
      "交互 #{1} 在字节 {2} 之后中断，交互 #{3} 从字节 {4} 继续：中间的 {5}没有请求。",
    "The bytes held are coded as {1}, those received as {2}": "已有的字节编码为 {1}，收到的编码为 {2}",
    "Both carry the same strong tag {1}{2}": "两者带有同一个强标签 {1}{2}",
    "It continues bytes under {1} with bytes under {2}": "它把 {2} 之下的字节接到 {1} 之下的字节后面",
    "Both carry the same Last-Modified, {1}, a strong one{2}":
      "两者带有同一个 Last-Modified（{1}），而且是强的{2}",
    "No strong validator proves that they are of one file": "没有强验证器能证明它们属于同一个文件",
    "Transaction #{1} (\"Range: {2}\") goes on after the bytes of transaction #{3} without If-Range. {4}.{5}":
      "交互 #{1}（\"Range: {2}\"）接着交互 #{3} 的字节，没有 If-Range。{4}。{5}",
    ": it went well": "：这一次没有出事",
    ", but what came differs from what transaction #{1} brought": "，可是送来的与交互 #{1} 带来的不同",
    "no range": "没有范围",
    "no \"=\" after the range unit": "范围单位后面没有 \"=\"",
    "no range unit before \"=\"": "\"=\" 前面没有范围单位",
    "something else than digits and \"-\" in a range": "范围里有数字和 \"-\" 以外的字符",
    "a range that begins with no digit": "范围不是以数字开头",
    "no \"-\" after a position": "位置后面没有 \"-\"",
    "last position {1} before first position {2}": "末位置 {1} 在首位置 {2} 之前",
    "a range without digits": "范围里没有数字",
    "last position {1} not below the complete length {2}": "末位置 {1} 不小于总长度 {2}",
    "no range unit": "没有范围单位",
    "\":\" after the range unit": "范围单位后面是 \":\"",
    "\"=\" after the range unit": "范围单位后面是 \"=\"",
    "not one space after the range unit": "范围单位后面不是一个空格",
    "no first position": "没有首位置",
    "no \"-\" after the first position": "首位置后面没有 \"-\"",
    "no last position": "没有末位置",
    "neither a range nor a complete length": "既没有范围，也没有总长度",
    "no complete length": "没有总长度",
    "no \"/\" before the complete length": "总长度前面没有 \"/\"",
    "something else than a range and a complete length": "有范围和总长度以外的内容",
    "blanks within the range": "范围里有空格",
  ]
}
