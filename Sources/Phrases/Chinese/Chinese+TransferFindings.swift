extension Catalogue {
  /// What rules found in transfers and in the capture itself.
  static let chineseTransferFindings: [String: String] = [
    "After the response of transaction #{1} came {2} that begin no message.":
      "交互 #{1} 的响应之后来了 {2}，它们不是任何消息的开头。",
    "Nothing, where the client meant it; else look for a timeout or a limit on its side.":
      "如果是客户端有意的，就不用管；否则看看它那边的超时或限制。",
    "Ask again; look into the server's error log at the time of the cut.": "再请求一次；查看断开时服务器的错误日志。",
    "In transaction #{1} {2} {3}.{4}{5}{6}": "交互 #{1} 中，{2}，{3}。{4}{5}{6}",
    "within the head of the response, before its empty line": "响应的首部还没有结束",
    " of {1}: {2} were missing": "（共 {1}）：缺 {2}",
    ", before the last chunk": "，最后一块还没有到",
    "after {1}{2}": "此前收到 {1}{2}",
    " The cut lies on a multiple of {1} KiB, as of a slicing cache.":
      "断点正好是 {1} KiB 的倍数，像是分片缓存造成的。",
    " A resume goes on at byte {1}.{2}": "续传应从字节 {1} 开始。{2}",
    "the body came whole": "内容完整到达",
    "the client closed the connection (FIN)": "客户端关闭了连接（FIN）",
    "the client reset the connection (RST)": "客户端重置了连接（RST）",
    "the server closed the connection (FIN)": "服务器关闭了连接（FIN）",
    "the server reset the connection (RST)": "服务器重置了连接（RST）",
    "the capture ended": "抓包结束了",
    "the connection was let go at a memory bound": "因内存上限放弃了这条连接",
    "the framing was lost": "消息的边界丢失了",
    "there is no body": "没有内容",
    ", in transaction {1}": "，见交互 {1}",
    ", in transactions {1}": "，见交互 {1}",
    "{1} of the {2} delivered ({3}) had come before or were thrown away{4}.":
      "送达的 {2} 字节中有 {1}（{3}）是重复的，或者被丢弃{4}。",
    "{1} of {2} ({3}) did not come, in {4}: {5}.{6}": "{2} 字节中有 {1}（{3}）没有来，分布在 {4}：{5}。{6}",
    "them": "它们",
    "{1} of them": "其中 {1}",
    " Some came with the same strong tag, in answers to requests that were not captured: {1}.":
      "其中有些以同样的强标签到来，但那些响应的请求没有抓到：{1}。",
    " No request in the capture asks for {1}, but there may have been others.{2}":
      "抓包里没有请求要过{1}，但可能还有别的请求。{2}",
    " They were never asked for.": "从来没有请求过它们。",
    " The client asked for them, and broke the bodies off before they came.":
      "客户端请求过它们，但在它们到来之前中断了。",
    "; the connection of {1} went over to {2}, which was not read": "；{1} 的连接改用了 {2}，那里没有读",
    "another protocol": "别的协议",
    " The client asked for them, and no response brought them{1}.": "客户端请求过它们，但没有响应带来它们{1}。",
    " {1} of them were never asked for.": "其中 {1}从来没有请求过。",
    "The client held {1} of {2}; transaction #{3} then brought bytes {4} of {5}, and the client went on as if they were of one file.":
      "客户端已有 {2} 的 {1}；随后交互 #{3} 带来 {5} 的字节 {4}，客户端却当作同一个文件继续。",
    "request": "请求",
    "response": "响应",
    "The {1} of transaction #{2} says in no one way how long it is: Content-Length {3}, Transfer-Encoding {4}.":
      "交互 #{2} 的{1}对自己的长度说法不一：Content-Length {3}，Transfer-Encoding {4}。",
    " (\"Range: {1}\")": "（\"Range: {1}\"）",
    "Transaction #{1}, {2} {3}{4}, has no response in the capture.":
      "交互 #{1}，{2} {3} {4}，在抓包里没有响应。",
    "The body of transaction #{1} ({2}) paused for {3} ms{4}: {5}.":
      "交互 #{1} 的内容（{2}）停了 {3} ms{4}：{5}。",
    ", between frames {1} and {2}": "，在帧 {1} 和 {2} 之间",
    ", up to frame {1}": "，到帧 {1} 为止",
    ", {1} ms after its first byte{2}": "，在第一个字节之后 {1} ms{2}",
    "the client took no more, its receive window was closed from frame {1} on":
      "客户端不再接收，从帧 {1} 起接收窗口关闭",
    "the client took no more, its receive window was closed": "客户端不再接收，接收窗口关闭",
    "bytes were lost on the way, frame {1} brought them again": "字节在途中丢失，帧 {1} 重新带来",
    "bytes were lost on the way": "字节在途中丢失",
    "the server sent nothing, though the client's receive window was open": "客户端的接收窗口开着，服务器却什么也没有发",
    "the capture does not show who held it up": "从抓包看不出是谁造成的",
    "Look at the client: what it does with the bytes is slower than the network (a disk, a player whose buffer is full, a thread that does not read).":
      "看客户端：它处理字节比网络慢（磁盘、缓冲已满的播放器、不读数据的线程）。",
    "Look at the network between the capture and the end that sent again.": "看抓包点与重发一端之间的网络。",
    "Look at the server and what stands behind it: an origin, a disk, a limit.":
      "看服务器和它后面的东西：源站、磁盘、限速。",
    "{1}{2}: {3}{4}.": "{1}{2}：{3}{4}。",
    ", byte {1}": "，字节 {1}",
    "; {1} could not be read": "；{1}无法读取",
    "{1} of {2} ({3}) are copies of others.": "{2} 个中的 {1}（{3}）是重复的。",
    "Transaction #{1} had brought {2}{3} when the capture ended.": "抓包结束时，交互 #{1} 带来了 {2}{3}。",
    "; {1} could not be paired for certain": "；{1}无法可靠配对",
    "; the capture dropped {1} while it was open, of it or of others":
      "；连接期间抓包丢了 {1}，可能属于它，也可能属于别的连接",
    "On connection {1} ({2} to {3}) {4} were acknowledged and not captured{5}{6}.":
      "连接 {1}（{2} 到 {3}）上，{4}已被确认，但没有抓到{5}{6}。",
    "Connection {1} ({2} to {3}) was open when the capture began, at frame {4}.":
      "连接 {1}（{2} 到 {3}）在抓包开始时已经打开，始于帧 {4}。",
    "client ({1})": "客户端（{1}）",
    "server ({1})": "服务器（{1}）",
    "Of connection {1} only packets of the {2} are in the capture.": "连接 {1} 只有{2}的数据包在抓包里。",
    "every head is whole": "首部都完整",
    "the heads of {1} are not whole": "{1}的首部不完整",
    "On connection {1} {2} were cut off; {3}.": "连接 {1} 上有 {2}被截掉；{3}。",
    "{1} of {2} stand out of order, by {3} at most.": "{2} 个中的 {1}次序颠倒，最多相差 {3}。",
    "Connection {1} ({2} to {3}) carries {4}: {5} {6}.":
      "连接 {1}（{2} 到 {3}）传的是 {4}：{5}{6}。",
    "was not read": "没有读",
    "were not read": "没有读",
    "On connection {1} ({2} to {3}) {4} could be read as no message.":
      "连接 {1}（{2} 到 {3}）上有 {4}读不成任何消息。",
    "The bound gaps is fixed: it counts holes in one direction of a connection. Sort the file with reordercap, or capture with a larger buffer (tcpdump -B).":
      "上限 gaps 是固定的：它数的是一条连接一个方向上的空洞。用 reordercap 给文件排序，或者抓包时用更大的缓冲（tcpdump -B）。",
    "The bound {1} was reached {2}.": "上限 {1} 达到了 {2}。",
    "On connection {1} ({2} to {3}) {4} came again with other bytes.":
      "连接 {1}（{2} 到 {3}）上有 {4}重发时内容不同。",
    "truncated: the file ends within a record": "被截断：文件在一条记录中间结束",
    "its gzip data is cut off": "gzip 数据被截断",
    "its lz4 data is cut off": "lz4 数据被截断",
    "its zstd data is cut off": "zstd 数据被截断",
    "what follows its gzip data is no gzip data": "gzip 数据后面的不是 gzip 数据",
    "cannot be opened: No such file or directory": "打不开：没有这个文件",
    "cannot be opened: Permission denied": "打不开：没有权限",
    "cannot be opened: Is a directory": "打不开：是一个目录",
    "it is empty": "文件是空的",
    "it has only {1} bytes": "文件只有 {1} 字节",
    "it ends within its header": "文件在文件头中间结束",
    "it is text": "这是文本文件",
    "its format is unknown": "格式不明",
    "a record's header makes no sense": "记录头没有意义",
    "a record claims to hold {1} bytes": "一条记录声称有 {1} 字节",
    "a record claims to hold {1} bytes, among which others begin": "一条记录声称有 {1} 字节，其中却有别的记录开始",
    "a block claims more bytes than there are": "一个块声称的字节比实有的多",
    "a section without its byte order": "一个段没有写明字节序",
    "a block claims to be {1} bytes long": "一个块声称长 {1} 字节",
    "a block says at its start that it is {1} bytes long, and {2} at its end":
      "一个块开头说长 {1} 字节，结尾却说 {2} 字节",
    "a section in a version of pcapng that is unknown": "一个段的 pcapng 版本不明",
    "a packet of interface {1}, never described": "属于接口 {1} 的数据包，而这个接口没有描述过",
    "more than {1} interfaces": "接口多于 {1} 个",
    "a block too short for what it holds": "块太短，装不下它的内容",
    "a packet of {1} bytes, more than its block has": "数据包有 {1} 字节，比它的块还大",
  ]
}
