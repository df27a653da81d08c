extension Catalogue {
  /// What was asked.
  static let chineseRequests: [Phrase: String] = [
    .askWhole: "#{id} 请求整个文件",
    .askFirst: "#{id} 先请求一部分：字节 {ranges}",
    .askResume: "#{id} 续传：字节 {ranges}",
    .askSeek: "#{id} 请求文件的另一处：字节 {ranges}",
    .askHead: "#{id} 只请求首部",
    .askOther: "#{id} 是一个 {method} 请求",
    .askNotSeen: "#{id}：请求不在抓包中",
    .askWholeText:
      "一个普通的 GET，没有 Range，所以应答应当是状态码 200 和整个文件。客户端手里还什么都没有，或者不知道服务器支持什么的时候，就会这样开始。",
    .askWholeAgainText: "又是一个普通的 GET，尽管客户端已经有了 {held} 字节：没有 Range，就等于把它们全部再要一遍。",
    .askFirstText:
      "客户端手里还什么都没有，却只要一部分：它打算分段下载，或者想先知道文件有多长。支持范围请求的服务器用 206 给出这一部分；不支持的则用 200 发送整个文件。",
    .askResumeText: "客户端已有 {held} 字节，要的是后面的部分。",
    .askResumeBackText:
      "客户端已有 {held} 字节，却从末尾之前 {n} 字节处继续。这些字节会收到两次；有的客户端会先比较重叠部分，再相信后面的内容。",
    .askSeekText: "客户端跳到了别处：它已有 {held} 字节，而这个范围并不接在它们后面。播放器和带索引格式的读取程序常常这样做。",
    .askMalformedText: "这个 Range 无法读成一组字节范围。服务器可以不理会它，发送整个文件。",
    .askHeadText: "HEAD 请求的是 GET 的应答去掉内容之后的部分：这样几乎不花代价就能知道长度和验证器。",
    .askOtherText: "它不取任何内容，只是地址与这个下载相同。",
    .askNotSeenText: "抓包开始得太晚，或者缺少数据包，所以只能讲到响应。",
    .builtFirst: "首位置 {first}：字节 {before} 已经取得，其中最后的来自 #{by}，下一个字节就是 {first}。",
    .builtFirstAlone: "首位置 {first}：客户端已有部分的末尾。",
    .builtLast: "末位置 {last}：Content-Range 给出了总长度 {length}，编号从 0 开始，所以最后一个字节是 {length} − 1。",
    .builtOpen: "没有末位置：开放的范围要的是剩下的全部。",
    .builtSuffix: "没有首位置：后缀范围要的是文件最后若干字节，不管文件有多长。",
    .builtTag:
      "If-Range {tag}：这是 #{by} 的响应带来的实体标签。意思是：如果文件还是这一个，就发送那一部分；如果不是，就把新文件整个发来。",
    .builtDate:
      "If-Range {tag}：这是 #{by} 的响应带来的 Last-Modified。意思是：如果文件此后没有修改过，就发送那一部分；如果修改过，就把新文件整个发来。",
    .builtStrange: "If-Range {tag}：抓包中没有任何响应给出过这个验证器，它来自更早的会话，或者是错的。",
    .builtIfMatch: "If-Match 或 If-Unmodified-Since：如果文件变了，服务器什么内容都不该发，只回 412。",
    .builtNothing: "没有 If-Range：请求说了从哪里继续，却没有说是在文件的哪一个版本里继续。",
    .builtHost: "Host 是 {host}，而 #{by} 用的是 {old}：同一台服务器的另一个名字。",
    .riskWhole: "如果内容中途断掉，一切就取决于响应的首部：里面没有强验证器的话，客户端只能从头再来。",
    .riskFirst: "途中的服务器、缓存或压缩代理都可能不理会 Range。不看状态码的客户端会把整个文件当作那一部分存下来。",
    .riskGuarded:
      "假如文件在此期间被替换，它的标签就会不同。条件不成立，服务器会用 200 发来整个新文件：已有的字节白下载了，但最后得到的文件是对的。",
    .riskUnguarded:
      "假如文件在此期间被替换，服务器会若无其事地用 206 发来新文件的字节：大小正确，内容错误。客户端只有比较两次响应的 ETag 才能发现。",
    .riskWeak: "这是弱标签（W/）：它只保证内容相当，不保证逐字节相同，所以在 If-Range 里永远不匹配。文件即使没变，也会整个重发。",
    .riskSeek: "东一段西一段取来的部分，都必须有同一个强验证器：只要有一段属于另一个版本，整个文件就错了。",
  ]
}
