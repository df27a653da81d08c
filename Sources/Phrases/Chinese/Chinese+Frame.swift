extension Catalogue {
  /// The frame of a walkthrough.
  static let chineseFrame: [Phrase: String] = [
    .reference: "{document} 第 {section} 节",
    .storyTitle: "下载 {id}：{url}",
    .storyWho:
      "{client} 从 {servers} 下载了这个文件。抓包里能看到 {n} 次交互（一次交互就是一个请求和它的响应），下面按开始的先后逐步讲解；#1 之类是它们在报告里的编号。",
    .stepNumber: "第 {n} 步　",
    .fieldAsBefore: "含义见第 {n} 步",
    .fieldChanged: "与第 {n} 步的不同",
    .storyNobody: "一台始终没有应答的服务器",
    .storyLength:
      "整个文件有 {length} 字节。HTTP 从 0 开始给字节编号，所以最后一个字节的位置是 {last}；一个范围用首、末两个位置来表示，两端都包含在内。",
    .storyLengthUnknown: "整个文件有多长，抓包里始终没有说。",
    .storyIdea:
      "断点续传靠三样东西：请求里的 Range 说明要哪些字节；响应里的 Content-Range 说明给的是哪些字节、总共多少字节；验证器（首先是实体标签 ETag）说明这些字节属于文件的哪一个版本。只有同一个版本的字节才可以拼在一起。下面只列出与此有关的首部行。",
    .storyLeftOut: "这里省略了 {n} 次交互，完整的列表见报告。",
    .storyNone: "抓包里没有下载：没有找到任何 HTTP/1 的 GET 请求。",
    .storyMore: "抓包里共有 {n} 个下载，用 --download N 可以讲解其他的下载。",
    .labelWhere: "帧 {frames}；连接 {connection}；抓包开始后 {time} 秒",
    .labelBuilt: "这个请求的由来",
    .labelBytes: "字节",
    .labelRisk: "可能出什么问题",
    .labelSee: "参见",
    .holdsNow: "现在已有：{bytes}。",
    .unitBytes: "{n} 字节",
    .listAnd: "{a} 和 {b}",
    .quizPrompt: "你的回答（按回车继续）：",
    .quizRight: "答对了。",
    .quizAnswer: "答案：{answer}",
    .quizRange: "客户端已有字节 {have}{of}，想要其余的部分。它会发送怎样的 Range？",
    .quizOfLength: "（共 {length} 字节）",
    .quizStatus: "服务器会用哪个状态码应答？",
    .quizCount: "Content-Range 写的是 {range}。这是多少字节？",
    .quizJoin: "这些部分可以拼在一起吗？凭什么？",
    .quizChanged: "假如在 #{id} 之前文件的标签变了，会收到什么？",
  ]
}
